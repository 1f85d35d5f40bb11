import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@org/test-server/listen.ts";

/** A registry on loopback that contains only what is published to it. */
export interface Registry extends AsyncDisposable {
  /** The URL with a trailing slash, which package managers require. */
  readonly url: string;
  /** The `.npmrc` of a consumer: packages of our scope come from this registry, all others from the default one. */
  readonly consumerConfig: string;
  /** The `.npmrc` of a publisher: the same, with a token. */
  readonly publisherConfig: string;
}

const verdaccio = fileURLToPath(new URL("node_modules/verdaccio/bin/verdaccio", import.meta.url));
const startTimeoutMs = 60_000;

/**
 * Starts verdaccio with its files in a new folder, and creates a user.
 *
 * @throws {Error} with verdaccio's output when it does not start
 */
export async function startRegistry(folder: string): Promise<Registry> {
  await mkdir(folder);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, "config.yaml");
  // Without an uplink, packages of our scope can only be those that the rehearsal has published.
  await writeFile(
    config,
    `storage: ${JSON.stringify(join(folder, "storage"))}
auth: { htpasswd: { file: ${JSON.stringify(join(folder, "htpasswd"))} } }
packages: { "@org/*": { access: $all, publish: $authenticated } }
log: { type: stdout, format: pretty, level: warn }
`,
  );
  const child = spawn(process.execPath, [verdaccio, "--config", config, "--listen", `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await closed;
  };
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  try {
    await waitUntilReady(url, () => child.exitCode !== null);
    const token = await createUser(url);
    const consumerConfig = `@org:registry=${url}\n`;
    const publisherConfig = `${consumerConfig}//127.0.0.1:${port}/:_authToken=${token}\n`;
    return { url, consumerConfig, publisherConfig, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw new Error(`The registry did not start: ${output.trim()}`, { cause: error });
  }
}

async function waitUntilReady(url: string, hasExited: () => boolean): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!hasExited() && Date.now() < deadline) {
    const isUp = await fetch(`${url}-/ping`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The registry does not respond to ${url}-/ping`);
}

/** Creates a user like `npm adduser`, and returns its token. */
async function createUser(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:releaser`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "releaser", password: randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`The registry did not create a user: ${response.status}`);
  return token;
}
