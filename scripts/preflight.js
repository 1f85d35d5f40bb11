// Plain JavaScript for any Node: it speaks to whoever has one that is too old for the rest.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 24 || (major === 24 && minor < 18)) {
  console.error(
    `This repository runs on Node >= 24.18, and this is ${process.versions.node}. On Linux (x64, arm64) and Windows (x64) ` +
      "the install brings its own; on other machines, such as a Mac, put Node 24.18 or later on PATH and try again.",
  );
  process.exit(1);
}
