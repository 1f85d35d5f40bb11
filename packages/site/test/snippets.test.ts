import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { findTypeErrors, writePrograms } from "../../docs-tests/programs.ts";
import { readDescription } from "../content/description.ts";
import { getRequestExamples } from "../content/mock-responses.ts";
import type { Call } from "../src/playground/call.ts";
import { codeSamples } from "../src/playground/code/code-samples.ts";
import { chunks, completion, greeting } from "../../test-server/src/fault-server/bodies.ts";
import { sendJSON, startApi, startStream, type Api } from "./support/api.ts";
import { path, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const run = promisify(execFile);
const visit = useBrowser();
const key = "sk-or-v1-from-environment";
/** Next to the site's node_modules, which contain the packed packages. */
const folder = join(import.meta.dirname, "../.snippets");

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});

describe.for(["whole", "streamed"] as const)("%s", (kind) => {
  test.for(["SDK", "chatComplete", "chatStream", "chatTools", "Raw client", "curl"])(
    "the copied code of %s runs",
    async (tab) => {
      // chatStream streams every response.
      const isStream = kind === "streamed" || tab === "chatStream";
      const api = await startApi((response) => {
        if (!isStream) return sendJSON(response, completion());
        const { send, end } = startStream(response);
        for (const chunk of chunks()) send(chunk);
        return end();
      });
      const page = await visit(path, { permissions: ["clipboard-read", "clipboard-write"] });
      // Quotes that the shell and the program must escape.
      await page.getByLabel("Content").first().fill('What\'s "this", `that` and\n$HOME?');
      await page.getByLabel("Stream the response").setChecked(kind === "streamed");
      // The code reads the key from the environment and never contains the typed one.
      await useServer(page, api.url, "sk-or-v1-typed");
      const code = await copy(page, tab);
      const printed = await (tab === "curl" ? runCommand(code) : runProgram(`${tab}-${kind}`, code));
      checkPrinted(printed, kind, tab);
      checkRequest(api, {
        ...(isStream && { stream: true }),
        ...(tab === "chatTools" && {
          tools: [{ type: "function", function: { name: "get_time", description: "The current time" } }],
        }),
      });
    },
  );
});

test("the code of every example of the API description has no type errors", async () => {
  const programs = getRequestExamples(readDescription()).flatMap(({ name, value }) => {
    const request = value as Call["request"];
    const call = { request, serverURL: undefined, hasKey: true, prefer: undefined, maxRetries: 2 };
    const tabs = Object.entries(codeSamples).filter(([, { language }]) => language === "ts");
    return tabs.map(([kind, { generate }]) => ({ location: `${name}-${kind}:1`, code: generate(call) }));
  });
  expect(programs.length).toBeGreaterThan(50);
  const place = join(folder, "examples");
  await writePrograms(place, programs);
  expect(await findTypeErrors(place, programs)).toEqual([]);
});

test("the code changes with the form, the options of the client and of the call", async () => {
  const page = await visit(path, { permissions: ["clipboard-read", "clipboard-write"] });
  await useServer(page, "http://127.0.0.1:1/v1/?tenant=a");
  await page.getByLabel("Retries").fill("0");
  await page.getByLabel("temperature").fill("0.1");
  const code = await copy(page, "SDK");
  expect(code).toContain('new OpenRouter({ serverURL: "http://127.0.0.1:1/v1/?tenant=a", apiKey: null })');
  expect(code).toContain("temperature: 0.1,");
  expect(code).toContain('{ retries: { strategy: "none" } }');
  expect(await copy(page, "curl")).toContain("curl -N 'http://127.0.0.1:1/v1/chat/completions?tenant=a'");
});

async function copy(page: Page, tab: string): Promise<string> {
  await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("button", { name: "Copy" }).last().click();
  await page.getByText("Copied").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function runProgram(name: string, code: string): Promise<string> {
  const place = join(folder, name.replaceAll(/\W/g, "-"));
  const program = { location: `${name}:1`, code };
  await writePrograms(place, [program]);
  expect(await findTypeErrors(place, [program])).toEqual([]);
  const file = join(place, "program.mts");
  await writeFile(file, code);
  const env = { ...process.env, OPENROUTER_API_KEY: key };
  const { stdout } = await run(process.execPath, ["--disable-warning=ExperimentalWarning", file], { env });
  return stdout;
}

async function runCommand(code: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", code], { env: { ...process.env, OPENROUTER_API_KEY: key } });
  return stdout;
}

function checkPrinted(printed: string, kind: string, tab: string): void {
  const isRaw = tab === "curl" || (tab === "Raw client" && kind === "streamed");
  if (isRaw && kind === "streamed") expect(printed).toContain("data: [DONE]");
  else if (isRaw) expect(JSON.parse(printed)).toEqual(completion());
  else expect(printed.trim()).toBe(tab === "chatStream" ? `${greeting}\nstop` : greeting);
}

function checkRequest(api: Api, fields: object): void {
  const [request, ...others] = api.requests;
  expect(others).toEqual([]);
  expect(request?.headers.authorization).toBe(`Bearer ${key}`);
  expect(request?.body).toEqual({
    model: "openai/gpt-5-mini",
    messages: [{ role: "user", content: 'What\'s "this", `that` and\n$HOME?' }],
    ...fields,
  });
}
