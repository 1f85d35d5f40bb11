import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@org/test-server/listen.ts";

/** A registry on loopback, which has nothing but what is published to it. */
export interface Registry extends AsyncDisposable {
  /** With a trailing slash, as package managers want it. */
  readonly url: string;
  /** Lines for an `.npmrc`: the packages of our scope come from here, all others from where they always do. */
  readonly scope: string;
  /** Lines for the `.npmrc` of those who may publish. */
  readonly login: string;
}

const verdaccio = fileURLToPath(new URL("node_modules/verdaccio/bin/verdaccio", import.meta.url));
const startLimitMs = 60_000;

/** Starts verdaccio with its files in this folder, and makes a user there. @throws with its own words if it fails */
export async function startRegistry(folder: string): Promise<Registry> {
  await mkdir(folder);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, "config.yaml");
  // No uplink: what the rehearsal installs under our scope can only be what it has published.
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
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await gone;
  };
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  try {
    await untilItAnswers(url, () => child.exitCode !== null);
    const token = await makeUser(url);
    const scope = `@org:registry=${url}\n`;
    return { url, scope, login: `${scope}//127.0.0.1:${port}/:_authToken=${token}\n`, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw new Error(`The registry did not start: ${said.trim()}`, { cause: error });
  }
}

async function untilItAnswers(url: string, hasEnded: () => boolean): Promise<void> {
  const end = Date.now() + startLimitMs;
  while (!hasEnded() && Date.now() < end) {
    const isUp = await fetch(`${url}-/ping`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("It does not answer");
}

/** As `npm adduser` does. */
async function makeUser(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:releaser`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "releaser", password: randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`It made no user: ${response.status}`);
  return token;
}
