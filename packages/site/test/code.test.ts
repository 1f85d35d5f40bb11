import { describe, expect, test } from "vitest";
import type { Call } from "../src/playground/call.ts";
import { codeSamples } from "../src/playground/code/code-samples.ts";
import { formatLiteral } from "../src/playground/code/literal.ts";
import { parseField } from "../src/playground/parse-field.ts";

const call: Call = {
  request: { model: "a/b", messages: [{ role: "user", content: "It's" }], stream: true },
  serverURL: undefined,
  hasKey: true,
  prefer: undefined,
  maxRetries: 2,
};

test("the code of a call to the service contains no server URL", () => {
  expect(codeSamples.sdk.generate(call)).toContain("new OpenRouter(); // reads the key from OPENROUTER_API_KEY");
  expect(codeSamples.raw.generate(call)).toContain(
    'createClient({ apiKey: process.env["OPENROUTER_API_KEY"] ?? null });',
  );
  expect(codeSamples.curl.generate(call)).toBe(
    `curl -N 'https://openrouter.ai/api/v1/chat/completions' \\
  -H "Authorization: Bearer $OPENROUTER_API_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Accept: text/event-stream, application/json" \\
  -d '${JSON.stringify(call.request, null, 2).replace("It's", "It'\\''s")}'
`,
  );
});

test("every form of the code contains the mock response and the server", () => {
  const mockCall = { ...call, serverURL: "http://127.0.0.1:1/mock", hasKey: false, prefer: "code=429", maxRetries: 0 };
  for (const { generate } of Object.values(codeSamples)) {
    expect(generate(mockCall)).toContain("code=429");
    expect(generate(mockCall)).toContain("http://127.0.0.1:1/mock");
    expect(generate(mockCall)).not.toContain("OPENROUTER_API_KEY");
  }
});

test("the code of chatTools calls tool with each function of the request, and keeps the tools of the service", () => {
  const weather = { name: "get_weather", parameters: { type: "object", properties: {} } };
  const tools = [
    { type: "openrouter:web_search" },
    { type: "function", function: weather, cache_control: { type: "ephemeral" } },
  ] as const;
  expect(codeSamples.tools.generate({ ...call, request: { messages: [], tools } })).toContain(`
// Replace each \`execute\` with your function.
const result = await chatTools(core, {
  messages: [],
  tools: [
    { type: "openrouter:web_search" },
    {
      ...tool({
        name: "get_weather",
        parameters: { type: "object", properties: {} },
        execute: (args) => args,
      }),
      cache_control: { type: "ephemeral" },
    },
  ],
});
`);
});

describe("formats a value as TypeScript", () => {
  const long = "x".repeat(60);
  test.for([
    [{ a: 1, "b-c": [true, null] }, '{ a: 1, "b-c": [true, null] }'],
    [{ a: undefined, b: 1 }, "{ b: 1 }"],
    [{}, "{}"],
    ["\u2028 \"'", '"\u2028 \\"\'"'],
    [{ a: long, b: [long] }, `{\n  a: "${long}",\n  b: ["${long}"],\n}`],
    [[{ a: long, b: long }], `[\n  {\n    a: "${long}",\n    b: "${long}",\n  },\n]`],
  ] as const)("%j", ([value, wanted]) => {
    expect(formatLiteral(value)).toBe(wanted);
  });
});

describe("parses a field of the form", () => {
  test.for([
    ["number", " 0.5 ", { value: 0.5 }],
    ["number", "half", { problem: "This is not a number." }],
    ["number", "", { value: undefined }],
    ["boolean", "false", { value: false }],
    ["choice", "anything", { value: "anything" }],
    ["json", '{"a":1}', { value: { a: 1 } }],
    ["text-or-json", "END", { value: "END" }],
    ["text-or-json", '["END"]', { value: ["END"] }],
  ] as const)("%s %j", ([kind, text, wanted]) => {
    expect(parseField(kind, text)).toEqual(wanted);
  });
});
