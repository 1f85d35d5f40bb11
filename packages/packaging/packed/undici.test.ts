import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { listen, type ListeningServer } from "@org/test-server/listen.ts";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack } from "./install-packed.ts";

const run = promisify(execFile);

let folder = "";
let tarballs: string[] = [];
let server: ListeningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "undici-"));
  await mkdir(join(folder, "tarballs"));
  tarballs = await pack(join(folder, "tarballs"));
  server = await listen(createServer((_, response) => response.end('{"choices":[{"message":{"content":"Hi"}}]}')));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Creates an application with these dependencies, and installs the SDK in it with npm. */
async function createApplication(name: string, dependencies: Record<string, string>): Promise<string> {
  const application = join(folder, name);
  await mkdir(application);
  await writeFile(join(application, "package.json"), JSON.stringify({ name, type: "module", dependencies }));
  await writeFile(join(application, "call.mjs"), program);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  await run("npm", ["install", ...quiet, ...tarballs], { cwd: application });
  return application;
}

const program = `
import { OpenRouter } from "@org/sdk";
import { nodeFetch } from "@org/sdk/node.js";

async function main() {
  const openRouter = new OpenRouter({ apiKey: "none", fetch: nodeFetch(), serverURL: process.env.SERVER_URL });
  const { choices } = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
  console.log(choices[0].message.content);
}

main().catch((error) => console.log(error.name, error.message));
`;

async function runProgram(file: string): Promise<string> {
  const env = { ...process.env, SERVER_URL: server.url, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: dirname(file), env });
  return stdout + stderr;
}

describe.each(["7", "8"])("in an application that depends on undici %s", (major) => {
  let application = "";
  beforeAll(async () => {
    application = await createApplication(`undici-${major}`, { undici: `^${major}.0.0` });
  });

  test("npm installs the SDK next to that version, which nodeFetch uses", async () => {
    const manifest = await readFile(join(application, "node_modules/undici/package.json"), "utf8");
    expect((JSON.parse(manifest) as { version: string }).version).toMatch(new RegExp(`^${major}\\.`));
    expect(await runProgram(join(application, "call.mjs"))).toBe("Hi\n");
  });

  test("a dispatcher of that version is assignable to the option of nodeFetch", async () => {
    const source = `
      import { nodeFetch } from "@org/sdk/node.js";
      import { Agent, ProxyAgent } from "undici";
      export const fetches = [nodeFetch({ dispatcher: new Agent() }), nodeFetch({ dispatcher: new ProxyAgent("http://p") })];
    `;
    await writeFile(join(application, "types.ts"), source);
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
    const typeRoots = fileURLToPath(new URL("../node_modules/@types", import.meta.url));
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--types", "node", "--typeRoots", typeRoots];
    const checked = await run(process.execPath, [tsc, ...options, "types.ts"], { cwd: application }).catch(
      (error: { stdout: string }) => error,
    );
    expect(checked.stdout).toBe("");
  });

  test.each(["esm", "cjs"] as const)("a bundle (%s) contains undici, and runs without node_modules", async (format) => {
    const outfile = join(folder, `bundle-${major}.${format === "esm" ? "mjs" : "cjs"}`);
    // undici is CommonJS and calls require, which a bundle in ESM format lacks.
    const banner = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;
    await build({
      stdin: { contents: program, resolveDir: application },
      bundle: true,
      platform: "node",
      format,
      outfile,
      logLevel: "error",
      ...(format === "esm" && { banner: { js: banner } }),
    });
    expect(await runProgram(outfile)).toBe("Hi\n");
  });
});

describe("in an application without undici", () => {
  let application = "";
  beforeAll(async () => {
    application = await createApplication("no-undici", {});
  });

  test("nodeFetch throws an error that names the package to install", async () => {
    const message = "nodeFetch needs undici 7 or 8, which is not installed: npm install undici";
    expect(await runProgram(join(application, "call.mjs"))).toBe(`InvalidRequestError ${message}\n`);
  });

  test("the entry node.js can be imported and required", async () => {
    const script = `
      import { createRequire } from "node:module";
      const required = createRequire(import.meta.url)("@org/sdk/node.js");
      console.log(Object.keys(await import("@org/sdk/node.js")).join(), Object.keys(required).join());
    `;
    await writeFile(join(application, "entry.mjs"), script);
    expect(await runProgram(join(application, "entry.mjs"))).toBe("nodeFetch nodeFetch\n");
  });
});
