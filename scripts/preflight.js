// Plain JavaScript, since it has to run on versions of Node that are too old for the other commands.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 24 || (major === 24 && minor < 18)) {
  console.error(
    `This repository requires Node >= 24.18, got ${process.versions.node}. On Linux (x64, arm64) and Windows (x64), ` +
      "pnpm installs it; on other systems, such as macOS, put Node 24.18 or later on PATH and try again.",
  );
  process.exit(1);
}
