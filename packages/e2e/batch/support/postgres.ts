import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "@org/test-server/listen.ts";
import { readUntil } from "@org/test-server/read-until.ts";
import { installPostgres } from "./install-postgres.ts";

const run = promisify(execFile);
const guard = join(import.meta.dirname, "postgres-guard.mjs");

/** The ids of the user and group without rights, on all systems. No entry in the list of users is needed. */
const unprivileged = { uid: 65_534, gid: 65_534 };

export interface Postgres extends AsyncDisposable {
  /** The URL of an empty database. */
  readonly url: string;
}

/**
 * Starts a Postgres server on loopback, with an empty database in a temporary folder. Postgres refuses to run as root:
 * then an unprivileged user runs a copy of it, because that user may not be allowed to read the folder of the repository.
 */
export async function startPostgres(): Promise<Postgres> {
  const installed = await installPostgres();
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? unprivileged : {};
  const native = isRoot ? join(folder, "native") : installed;
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  if (isRoot) {
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    await Promise.all([folder, data].map((path) => chown(path, unprivileged.uid, unprivileged.gid)));
  }
  const getBinary = (name: string): string => join(native, "bin", name);
  // `trust` needs no password. The server listens on loopback only, and its data are those of the test.
  await run(
    getBinary("initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C", "-E", "UTF8"],
    {
      cwd: folder,
      ...user,
    },
  );

  const port = await findFreePort();
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "", fsync: "off" };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // The guard runs as the current user: the other one may not be allowed to run this Node.
  const server = spawn(process.execPath, [guard, JSON.stringify(user), getBinary("postgres"), "-D", data, ...flags], {
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const exited = once(server, "exit");
  await readUntil(server.stderr, "ready to accept connections");
  server.stderr.resume();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      server.stdin.end();
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
