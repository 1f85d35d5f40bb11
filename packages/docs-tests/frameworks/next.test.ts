import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { findFreePort } from "@org/test-server/listen.ts";
import { readUntil } from "@org/test-server/read-until.ts";
import { sendJSON, startScriptedServer } from "@org/test-server/scripted-server.ts";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parseFences } from "../fences.ts";
import { getExamplePath, root } from "../snippets.ts";
import { createProject, resolveInstalled } from "./install.ts";

const run = promisify(execFile);
const next = resolveInstalled("next/dist/bin/next");
const guide = readFileSync(`${root}/packages/sdk/guides/chat-in-react.md`, "utf8");
const browser = join(import.meta.dirname, "browser.mts");

/** Of create-next-app. */
const compilerOptions = {
  target: "es2017",
  lib: ["dom", "dom.iterable", "esnext"],
  allowJs: true,
  skipLibCheck: true,
  strict: true,
  noEmit: true,
  esModuleInterop: true,
  module: "esnext",
  moduleResolution: "bundler",
  resolveJsonModule: true,
  isolatedModules: true,
  jsx: "react-jsx",
  incremental: true,
  plugins: [{ name: "next" }],
};

describe("the chat of the guide for React, in Next.js", () => {
  let folder = "";
  let browserFolder = "";
  beforeAll(async () => {
    browserFolder = await mkdtemp(join(tmpdir(), "chromium-"));
    folder = await createProject("next");
    await writeApp(folder);
    await build(folder);
  });
  afterAll(() => rm(browserFolder, { recursive: true, force: true }));
  const openPage = (serviceURL: string) => startApp(folder, serviceURL, browserFolder);

  test("shows each chunk when it arrives", async () => {
    let start: ((response: ServerResponse) => void) | undefined;
    const started = new Promise<ServerResponse>((resolve) => (start = resolve));
    await using service = await startScriptedServer((response) => {
      sendChunk(response, "The Danube ");
      start?.(response);
    });
    const page = await openPage(service.url);
    page.stdin.write("Which rivers?\n");
    await readUntil(page.stdout, `${JSON.stringify(["Which rivers?", "The Danube "])}\n`);
    const response = await started;
    sendChunk(response, "and the Wien.");
    response.end("data: [DONE]\n\n");
    await readUntil(page.stdout, `${JSON.stringify(["Which rivers?", "The Danube and the Wien."])}\n`);
    expect(service.requests[0]?.headers.authorization).toBe("Bearer sk-or-v1-next");
  });

  test("aborts the call when the visitor stops it, and when the page is closed", async () => {
    const closed: Promise<unknown>[] = [];
    await using service = await startScriptedServer((response) => {
      closed.push(once(response, "close"));
      sendChunk(response, `Once upon ${closed.length}`);
    });
    const page = await openPage(service.url);
    page.stdin.write("A story, please.\n");
    await readUntil(page.stdout, `${JSON.stringify(["A story, please.", "Once upon 1"])}\n`);
    page.stdin.write("stop\n");
    await closed[0];
    page.stdin.write("Another one.\n");
    const messages = ["A story, please.", "Once upon 1", "Another one.", "Once upon 2"];
    await readUntil(page.stdout, `${JSON.stringify(messages)}\n`);
    page.stdin.end();
    await closed[1];
    expect(service.requests).toHaveLength(2);
  });

  test("shows the API's message, and logs the error on the server", async () => {
    await using service = await startScriptedServer((response) =>
      sendJSON(response, errorBody(402, "Insufficient credits"), 402),
    );
    const page = await openPage(service.url);
    page.stdin.write("Which rivers?\n");
    await readUntil(page.stdout, `${JSON.stringify(["Insufficient credits"])}\n`);
    expect(await readUntil(page.log, "Insufficient credits")).toContain("ChatCompletionError");
  });

  test("shows the status of a response that is not from a relay", async () => {
    await using service = await startScriptedServer(() => {});
    const page = await openPage(service.url);
    page.stdin.write("reject\nWhich rivers?\n");
    await readUntil(page.stdout, `${JSON.stringify(["The server responded with status 401."])}\n`);
    expect(service.requests).toHaveLength(0);
  });
});

/** Writes the files of the guide, and what create-next-app adds. */
async function writeApp(folder: string): Promise<void> {
  const fences = parseFences(guide).map(({ text }) => text);
  const find = (part: string): string => fences.find((text) => text.includes(part)) ?? "";
  const files = {
    "app/useChat.ts": find("// src/useChat.ts"),
    "app/Chat.tsx": `"use client";\n${find("// src/Chat.tsx")}`,
    "app/page.tsx": find("export default function Page"),
    "app/chat/route.ts": readFileSync(getExamplePath("relay-next"), "utf8"),
    "app/layout.tsx": `export default function RootLayout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
    "next.config.ts": `export default { cacheComponents: true, turbopack: { root: ${JSON.stringify(import.meta.dirname)} } };\n`,
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["app", "next-env.d.ts", ".next/types/**/*.ts"] }),
    "package.json": JSON.stringify({ name: "chat", version: "0.1.0", private: true }),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

/** Builds the app, without a key. @throws Error with what Next.js printed when it fails */
async function build(folder: string): Promise<void> {
  const env = { ...process.env, ...withoutKey };
  await run(process.execPath, [next, "build"], { cwd: folder, env }).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`next build failed:\n${error.stdout}${error.stderr}`);
    },
  );
}

const withoutKey = { OPENROUTER_API_KEY: undefined, NEXT_TELEMETRY_DISABLED: "1" };

interface Page {
  /** Takes the commands of browser.mts. */
  readonly stdin: Writable;
  /** What the page shows. */
  readonly stdout: Readable;
  /** What Next.js prints to stderr. */
  readonly log: Readable;
}

/** Starts the app in front of an API server, and opens its page in Chromium, for the duration of a test. */
async function startApp(folder: string, serviceURL: string, browserFolder: string): Promise<Page> {
  const port = String(await findFreePort());
  const env = { ...process.env, ...withoutKey, OPENROUTER_API_KEY: "sk-or-v1-next", OPENROUTER_BASE_URL: serviceURL };
  const server = spawn(process.execPath, [next, "start", "--port", port, "--hostname", "127.0.0.1"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await readUntil(server.stdout, "Ready");
  const flags = ["--disable-warning=ExperimentalWarning"];
  const page = spawn(process.execPath, [...flags, browser, `http://127.0.0.1:${port}`], {
    env: { ...process.env, TMPDIR: browserFolder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exits = [once(server, "exit"), once(page, "exit")];
  onTestFinished(async () => {
    page.stdin.end();
    await exits[1];
    server.kill();
    await exits[0];
  });
  await readUntil(page.stdout, "open\n");
  return { stdin: page.stdin, stdout: page.stdout, log: server.stderr };
}

function sendChunk(response: ServerResponse, content: string): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`data: ${JSON.stringify(chunk(content))}\n\n`);
}
