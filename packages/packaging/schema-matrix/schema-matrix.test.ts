import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { OpenRouter } from "@org/sdk";
import { chatParse, type StandardSchema } from "@org/sdk/funcs/chatParse.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import { jsonResponse, mockFetch, type MockFetch } from "@org/sdk/testing.js";
import { describe, expect, test } from "vitest";
import { installLocked } from "../packed/install-locked.ts";

const run = promisify(execFile);

interface Libraries {
  readonly accepted: Readonly<Record<string, StandardSchema<{ city: string }>>>;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly rejected: Readonly<Record<string, readonly [schema: StandardSchema, library: string, advice: string]>>;
}

await installLocked(import.meta.dirname);
// Imported by URL, so that the package type-checks without the libraries.
const libraries = (await import(new URL("libraries.mts", import.meta.url).href)) as Libraries;

const request = { messages: [{ role: "user" as const, content: "Which city?" }] };

function createClient(...responses: readonly Response[]): { openRouter: OpenRouter; fetch: MockFetch } {
  const fetch = mockFetch(responses);
  return { openRouter: new OpenRouter({ apiKey: "none", fetch }), fetch };
}

function callTool(args: string): Response {
  return jsonResponse({ tool_calls: [{ name: "visit", arguments: args }] });
}

describe.each(Object.entries(libraries.accepted))("%s", (_, schema) => {
  test("chatParse sends its JSON Schema and validates the output", async () => {
    const { openRouter, fetch } = createClient(jsonResponse('{"city":"Oslo"}'), jsonResponse('{"city":1}'));
    expect(await chatParse(openRouter, request, schema)).toMatchObject({
      ok: true,
      value: { parsed: { city: "Oslo" } },
    });
    expect(await chatParse(openRouter, request, schema)).toMatchObject({
      ok: false,
      error: { name: "InvalidOutputError", kind: "schema", message: expect.stringContaining("city") },
    });
    expect(fetch.requests[0]?.body).toMatchObject({ response_format: { json_schema: { schema: libraries.plain } } });
  });

  test("chatTools sends its JSON Schema and validates the arguments", async () => {
    const { openRouter, fetch } = createClient(
      callTool('{"city":"Oslo"}'),
      callTool('{"city":1}'),
      jsonResponse("Done"),
    );
    const visited: unknown[] = [];
    const visit = tool({ name: "visit", parameters: schema, execute: ({ city }) => void visited.push(city) });
    const { steps } = await chatTools(openRouter, { ...request, tools: [visit] });
    expect(fetch.requests[0]?.body).toMatchObject({ tools: [{ function: { parameters: libraries.plain } }] });
    expect(steps.map(({ results }) => results[0]?.error?.kind)).toEqual([undefined, "arguments", undefined]);
    expect(visited).toEqual(["Oslo"]);
  });
});

test("a plain JSON Schema is sent unchanged, and the output is not validated", async () => {
  const { openRouter, fetch } = createClient(jsonResponse('{"city":1}'));
  const result = await chatParse(openRouter, request, libraries.plain);
  expect(result).toMatchObject({ ok: true, value: { parsed: { city: 1 } } });
  expect(fetch.requests[0]?.body).toMatchObject({ response_format: { json_schema: { schema: libraries.plain } } });
});

describe.each(Object.entries(libraries.rejected))("%s", (_, [schema, library, advice]) => {
  test("chatParse and tool reject the schema by its library's name, and send nothing", async () => {
    const { openRouter, fetch } = createClient();
    const result = await chatParse(openRouter, request, schema);
    if (result.ok) throw new Error("Expected an error");
    const { name, message } = result.error;
    expect(name).toBe("InvalidRequestError");
    expect(message).toContain(`The schema is a schema of ${library}`);
    expect(message).toContain(advice);
    expect(() => tool({ name: "visit", parameters: schema, execute: () => "" })).toThrow(
      `parameters of "visit" is a schema of ${library}`,
    );
    expect(fetch.requests).toEqual([]);
  });
});

test("the types accept and reject the same libraries", async () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});
