import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleWithEsbuild, bundleWithVite } from "./bundle.ts";
import { installed } from "./node-modules.ts";
import { playInWorkerd } from "./workerd.ts";

const run = promisify(execFile);

export interface Runtime {
  /** Whether the environment's key reaches the SDK. */
  readonly hasEnv: boolean;
  /** Whether it asks a server of another origin before it sends. */
  readonly hasCors: boolean;
  /** Plays the scenario in the folder where the packages are installed; gives the JSON of its outcomes. */
  play(folder: string, config: string): Promise<string>;
}

/** The key in the environment of every program. */
export const envKey = "sk-or-v1-environment";

const deno = installed("@deno/linux-x64-glibc/deno");

/** With the `fetch` of @org/sdk/node.js in the place of Node's own. */
const nodeFetch = ["--import", "./scenario/node-fetch.ts"];

/** Every runtime that the SDK supports, by the name that run.ts takes. */
export const runtimes: Readonly<Record<string, Runtime>> = {
  node22: server(installed("node22/bin/node"), "--disable-warning=ExperimentalWarning"),
  node24: server(installed("node24/bin/node")),
  node26: server(installed("node26/bin/node")),
  "node22-fetch": server(installed("node22/bin/node"), "--disable-warning=ExperimentalWarning", ...nodeFetch),
  "node26-fetch": server(installed("node26/bin/node"), ...nodeFetch),
  bun: server(installed("@oven/bun-linux-x64/bin/bun")),
  deno: server(deno, "run", "--allow-env", "--allow-net"),
  "deno-without-env": { ...server(deno, "run", "--no-prompt", "--allow-net"), hasEnv: false },
  workerd: { hasEnv: false, hasCors: false, play: playInWorkerd },
  "chromium-esbuild": browser((folder) => bundleWithEsbuild(folder, "page", "browser")),
  "chromium-vite": browser((folder) => bundleWithVite(folder, "page")),
};

function server(program: string, ...flags: string[]): Runtime {
  const play = async (folder: string, config: string): Promise<string> => {
    const env = { ...process.env, OPENROUTER_API_KEY: envKey, DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    const { stdout } = await run(program, [...flags, "scenario/program.ts", config], { cwd: folder, env });
    return stdout;
  };
  return { hasEnv: true, hasCors: false, play };
}

function browser(bundle: (folder: string) => Promise<string>): Runtime {
  const program = fileURLToPath(new URL("chromium.mts", import.meta.url));
  const play = async (folder: string, config: string): Promise<string> => {
    const temporary = join(folder, "browser");
    await mkdir(temporary, { recursive: true });
    const env = { ...process.env, TMPDIR: temporary };
    const { stdout } = await run(process.execPath, [program, await bundle(folder), config], { env });
    return stdout;
  };
  return { hasEnv: false, hasCors: true, play };
}
