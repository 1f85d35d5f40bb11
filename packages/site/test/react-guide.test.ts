import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { build } from "vite";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { parseFences } from "../../docs-tests/fences.ts";
import { chunk, errorBody } from "../../test-server/src/fault-server/bodies.ts";
import { readUntil } from "../../test-server/src/read-until.ts";
import { read } from "../content/repository.ts";
import { sendJSON, startApi, startStream, type Api } from "./support/api.ts";
import { useBrowser } from "./support/visit.ts";

const run = promisify(execFile);
const visit = useBrowser();
/** The app of the guide, next to the site's node_modules, which contain the packed packages. */
const app = join(import.meta.dirname, "../.react-guide");

beforeAll(async () => {
  await rm(app, { recursive: true, force: true });
  for (const { text } of parseFences(read("packages/sdk/guides/chat-in-react.md"))) {
    const [, file] = /^(?:\/\/|<!--) (\S+\.\w+)(?: -->)?\n/.exec(text) ?? [];
    if (file === undefined) continue;
    await mkdir(join(app, dirname(file)), { recursive: true });
    await writeFile(join(app, file), text);
  }
  await writeFile(join(app, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  await build({ root: app, logLevel: "error" });
});

/** As in Vite's template for React. */
const compilerOptions = {
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  jsx: "react-jsx",
  strict: true,
  noUnusedLocals: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [join(import.meta.dirname, "../../docs-tests/node_modules/@types")],
};

test("the app of the guide for React has no type errors", async () => {
  const require = createRequire(import.meta.url);
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", app]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});

test("the app shows each chunk when it arrives, and sends the conversation with the next question", async () => {
  const stream = Promise.withResolvers<ReturnType<typeof startStream>>();
  const api = await startApi((response, attempt) => {
    if (attempt === 1) return stream.resolve(startStream(response));
    const { send, end } = startStream(response);
    send(chunk("The Danube."));
    return end();
  });
  const page = await openApp(api);
  await ask(page, "Which rivers cross Vienna?");
  const { send, end } = await stream.promise;
  send(chunk("The Danube "));
  await expect.poll(() => readMessages(page)).toEqual(["Which rivers cross Vienna?", "The Danube "]);
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  send(chunk("and the Wien."));
  end();
  const first = ["Which rivers cross Vienna?", "The Danube and the Wien."];
  await expect.poll(() => readMessages(page)).toEqual(first);
  await ask(page, "Which is longer?");
  await expect.poll(() => readMessages(page)).toEqual([...first, "Which is longer?", "The Danube."]);
  expect(api.requests[1]?.body).toMatchObject({
    stream: true,
    max_tokens: 500,
    messages: [
      { role: "user", content: first[0] },
      { role: "assistant", content: first[1] },
      { role: "user", content: "Which is longer?" },
    ],
  });
});

test("the stop button of the app aborts the call and keeps the text received", async () => {
  const api = await startApi((response) => startStream(response).send(chunk("Once upon")));
  const page = await openApp(api);
  await ask(page, "Tell me a story.");
  await expect.poll(() => readMessages(page)).toEqual(["Tell me a story.", "Once upon"]);
  await page.getByRole("button", { name: "Stop" }).click();
  await api.disconnected;
  await page.locator("button:disabled", { hasText: "Stop" }).waitFor();
  expect(await readMessages(page)).toEqual(["Tell me a story.", "Once upon"]);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("the app shows the API's message, and takes back a question without an answer", async () => {
  const api = await startApi((response) => sendJSON(response, errorBody(402, "Insufficient credits"), 402));
  const page = await openApp(api);
  await ask(page, "Which rivers cross Vienna?");
  expect(await page.getByRole("alert").textContent()).toBe("Insufficient credits");
  expect(await readMessages(page)).toEqual([]);
});

/** Starts the server of the app in front of an API server, and opens the page. */
async function openApp(api: Api): Promise<Page> {
  const env = { ...process.env, PORT: "0", OPENROUTER_API_KEY: "sk-or-v1-guide", OPENROUTER_BASE_URL: api.url };
  const args = ["--disable-warning=ExperimentalWarning", "server.ts"];
  const server = spawn(process.execPath, args, { cwd: app, env, stdio: ["ignore", "pipe", "ignore"] });
  const exited = once(server, "exit");
  onTestFinished(async () => {
    server.kill();
    await exited;
  });
  return visit("/", { site: (await readUntil(server.stdout, "\n")).trim() });
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Question").fill(question);
  await page.getByRole("button", { name: "Send" }).click();
}

function readMessages(page: Page): Promise<string[]> {
  return page.locator("li").allTextContents();
}
