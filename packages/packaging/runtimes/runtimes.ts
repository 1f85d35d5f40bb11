import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleWithEsbuild, bundleWithVite } from "./bundle.ts";
import { resolveInstalled } from "./node-modules.ts";
import { runInWorkerd } from "./workerd.ts";

const run = promisify(execFile);

/** A runtime that the scenario runs on. */
export interface Runtime {
  /** Whether the SDK can read the API key from the environment. */
  readonly hasEnv: boolean;
  /** Whether the runtime sends preflights to other origins. */
  readonly hasCors: boolean;
  /**
   * Runs the scenario in the folder where the packages are installed.
   *
   * @param config the JSON of a `ScenarioConfig`
   * @returns the JSON of the outcomes
   */
  run(folder: string, config: string): Promise<string>;
}

/** The API key in the environment of every program. */
export const envKey = "sk-or-v1-environment";

const deno = resolveInstalled("@deno/linux-x64-glibc/deno");

/** Flags that replace Node's `fetch` with that of @org/sdk/node.js. */
const nodeFetch = ["--import", "./scenario/node-fetch.ts"];

/** Every supported runtime, by the name that run.ts accepts. */
export const runtimes: Readonly<Record<string, Runtime>> = {
  node22: createServerRuntime(resolveInstalled("node22/bin/node"), "--disable-warning=ExperimentalWarning"),
  node24: createServerRuntime(resolveInstalled("node24/bin/node")),
  node26: createServerRuntime(resolveInstalled("node26/bin/node")),
  "node22-fetch": createServerRuntime(
    resolveInstalled("node22/bin/node"),
    "--disable-warning=ExperimentalWarning",
    ...nodeFetch,
  ),
  "node26-fetch": createServerRuntime(resolveInstalled("node26/bin/node"), ...nodeFetch),
  bun: createServerRuntime(resolveInstalled("@oven/bun-linux-x64/bin/bun")),
  deno: createServerRuntime(deno, "run", "--allow-env", "--allow-net"),
  "deno-without-env": { ...createServerRuntime(deno, "run", "--no-prompt", "--allow-net"), hasEnv: false },
  workerd: { hasEnv: false, hasCors: false, run: runInWorkerd },
  "chromium-esbuild": createBrowserRuntime((folder) => bundleWithEsbuild(folder, "page", "browser")),
  "chromium-vite": createBrowserRuntime((folder) => bundleWithVite(folder, "page")),
};

function createServerRuntime(program: string, ...flags: string[]): Runtime {
  const runScenario = async (folder: string, config: string): Promise<string> => {
    const env = { ...process.env, OPENROUTER_API_KEY: envKey, DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    const { stdout } = await run(program, [...flags, "scenario/program.ts", config], { cwd: folder, env });
    return stdout;
  };
  return { hasEnv: true, hasCors: false, run: runScenario };
}

function createBrowserRuntime(bundle: (folder: string) => Promise<string>): Runtime {
  const program = fileURLToPath(new URL("chromium.mts", import.meta.url));
  const runScenario = async (folder: string, config: string): Promise<string> => {
    const temporary = join(folder, "browser");
    await mkdir(temporary, { recursive: true });
    const env = { ...process.env, TMPDIR: temporary };
    const { stdout } = await run(process.execPath, [program, await bundle(folder), config], { env });
    return stdout;
  };
  return { hasEnv: false, hasCors: true, run: runScenario };
}
