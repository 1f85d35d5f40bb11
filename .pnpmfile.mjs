// The node-* packages write `os` and `cpu` as strings. pnpm expects lists, and with strings it installs
// the binary of every platform.
const hooks = {
  readPackage(pkg) {
    for (const key of ["os", "cpu"]) {
      if (typeof pkg[key] === "string") pkg[key] = [pkg[key]];
    }
    return pkg;
  },
};

export { hooks };
