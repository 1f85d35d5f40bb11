import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import { chatParse } from "../../src/funcs/chatParse.ts";
import { chatTools, tool } from "../../src/funcs/chatTools.ts";
import type { StandardSchema } from "../../src/schema/standard-schema.ts";
import { completion } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";

const closed = {
  type: "object",
  properties: { a: { type: "string" } },
  required: ["a"],
  additionalProperties: false,
};
const ownDefs = { type: "object", properties: { next: { $ref: "#/$defs/Node" } }, additionalProperties: false };

interface Node {
  next?: Node | undefined;
}
const Node: z.ZodType<Node> = z
  .object({
    get next() {
      return z.optional(Node);
    },
  })
  .meta({ id: "Node" });
const union = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("a") }),
  z.object({ kind: z.literal("b"), size: z.number() }),
]);

function createClient(message: object) {
  const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content: null, ...message } };
  return observedClient({ fetch: () => Response.json(completion({ choices: [choice] })), retryConfig: noRetries });
}

async function sendAsResponseFormat(schema: unknown): Promise<unknown> {
  const { client, requests } = createClient({ content: "{}" });
  await chatParse(client, question, schema as StandardSchema);
  return JSON.parse(requests[0]?.body ?? "").response_format.json_schema.schema;
}

function toParameters(parameters: unknown): unknown {
  return tool({ name: "f", parameters: parameters as StandardSchema, execute: () => 0 }).function.parameters;
}

describe.each<[string, (schema: unknown) => unknown]>([
  ["response_format", sendAsResponseFormat],
  ["the parameters of a tool", toParameters],
])("the root of the schema in %s", (_, convert) => {
  test.each<[string, unknown, object]>([
    ["a schema with an id is inlined", z.object({ a: z.string() }).meta({ id: "Args" }), closed],
    ["a recursive schema with an id keeps its definition", Node, { ...ownDefs, $defs: { Node: ownDefs } }],
    [
      "a plain JSON Schema that is a reference is inlined",
      { $ref: "#/definitions/A", definitions: { A: closed } },
      closed,
    ],
    ["a union of objects gets the type", union, { type: "object", oneOf: [{ type: "object" }, { type: "object" }] }],
    ["z.toJSONSchema of zod/mini", mini.toJSONSchema(mini.object({ a: mini.string() }), { io: "input" }), closed],
  ])("%s", async (_title, schema, expected) => {
    expect(await convert(schema)).toMatchObject(expected);
    expect(await convert(schema)).not.toHaveProperty("$ref");
  });
});

describe("parameters of a tool", () => {
  test.each<[string, unknown]>([
    ["an object or null", z.object({ a: z.string() }).nullable()],
    ["an object or a string", z.union([z.object({ a: z.string() }), z.string()])],
    ["anything", z.any()],
    ["a plain JSON Schema without a type", { properties: { a: { type: "string" } } }],
    ["a plain JSON Schema with two types", { type: ["object", "null"] }],
    ["a reference that narrows", { $ref: "#/$defs/A", required: ["a"], $defs: { A: closed } }],
  ])("%s: gets the type object", (_, schema) => {
    expect(toParameters(schema)).toHaveProperty("type", "object");
  });

  test.each<[string, unknown, string]>([
    ["a string", z.string(), '{"type":"string"}'],
    ["a list", z.array(z.object({ a: z.string() })), '{"type":"array"'],
    ["a list with an id", z.array(z.string()).meta({ id: "List" }), '{"type":"array"'],
    ["an enum", z.enum(["a", "b"]), '{"type":"string","enum"'],
    ["a union without an object", z.union([z.string(), z.number()]), '{"type":["string","number"]}'],
    ["null", z.null(), '{"type":"null"}'],
    ["a plain JSON Schema of a string", { type: "string" }, '{"type":"string"}'],
    ["a plain JSON Schema with a list of values", { enum: ["a"] }, '{"enum":["a"]}'],
  ])("%s: throws, since it does not accept an object", (_, schema, found) => {
    expect(() => toParameters(schema)).toThrow(
      expect.objectContaining({
        name: "InvalidRequestError",
        message: expect.stringContaining(`parameters of "f" must be the schema of an object, got ${found}`),
      }),
    );
  });
});

test("response_format accepts a list at the root", async () => {
  expect(await sendAsResponseFormat(z.array(z.string()))).toEqual({ type: "array", items: { type: "string" } });
});

describe("a value that is not a schema is rejected before anything is sent", () => {
  class Schema {
    type = "object";
  }
  const { validate } = z.string()["~standard"];

  test.each<[string, unknown, RegExp]>([
    ["a function", () => true, /must be a JSON Schema or a schema of zod, valibot or arktype$/],
    ["an instance of a class", new Schema(), /must be a JSON Schema or/],
    ["a class", Schema, /must be a JSON Schema or/],
    ["a string", "object", /must be a JSON Schema or/],
    ["null", null, /must be a JSON Schema or/],
    ["a list", [], /must be a JSON Schema or/],
    ["a Map", new Map(), /must be a JSON Schema or/],
    ["a shape that is not wrapped in z.object", { city: z.string() }, /its "city" is not JSON/],
    [
      "a schema inside of a JSON Schema",
      { type: "object", properties: { a: z.string() } },
      /its "properties.a" is not/,
    ],
    ["a JSON Schema that refers to itself as an object", createCircularSchema(), /its "not" is not JSON/],
    [
      "a Standard Schema without validation",
      { "~standard": { vendor: "own", jsonSchema: { input: () => closed } } },
      /is not JSON/,
    ],
    ["a Standard Schema that is null", { "~standard": null, validate }, /is not JSON/],
    [
      "a library without JSON Schema",
      { "~standard": { version: 1, vendor: "acme", validate } },
      /is a schema of acme, .*pass a JSON Schema/,
    ],
    [
      "a library that returns an invalid JSON Schema",
      { "~standard": { version: 1, vendor: "acme", validate, jsonSchema: { input: () => "x" } } },
      /cannot be written as JSON Schema: acme returned x/,
    ],
  ])("%s", async (_, schema, message) => {
    const error = expect.objectContaining({ name: "InvalidRequestError", message: expect.stringMatching(message) });
    const { client, requests } = createClient({ content: "{}" });
    expect(await chatParse(client, question, schema as StandardSchema)).toEqual({ ok: false, attempts: 0, error });
    expect(requests).toEqual([]);
    expect(() => toParameters(schema)).toThrow(error);
  });
});

function createCircularSchema(): object {
  const schema: Record<string, unknown> = { type: "object" };
  schema["not"] = schema;
  return schema;
}

const createSchema = (validate: unknown) => ({
  "~standard": { version: 1, vendor: "own", validate, jsonSchema: { input: () => closed } },
});

describe("an error names the part that failed", () => {
  const cause = new Error("mine");
  const throwing = () => {
    throw cause;
  };

  test.each<[string, unknown, RegExp]>([
    ["throws", throwing, /^The schema failed: mine$/],
    ["rejects", () => Promise.reject(cause), /^The schema failed: mine$/],
    ["returns nothing", () => undefined, /^The schema failed: own returned a result that/],
    ["returns issues that are not a list", () => ({ issues: 1 }), /^The schema failed: own returned a result that/],
  ])("the schema, if its validate %s", async (_, validate, message) => {
    const schema = createSchema(validate) as StandardSchema;
    const parsed = await chatParse(createClient({ content: "{}" }).client, question, schema);
    expect(parsed).toMatchObject({
      ok: false,
      attempts: 1,
      error: { name: "UnexpectedClientError", attempts: 1, message: expect.stringMatching(message) },
    });

    const call = { id: "1", type: "function", function: { name: "f", arguments: "{}" } };
    const tools = [tool({ name: "f", parameters: schema, execute: () => 0 })];
    const { steps } = await chatTools(
      createClient({ tool_calls: [call] }).client,
      { ...question, tools },
      { maxSteps: 1 },
    );
    expect(steps[0]?.results[0]?.error).toMatchObject({ kind: "arguments", message: expect.stringMatching(message) });
  });

  test("options.validate when it throws", async () => {
    const options = { validate: throwing as unknown as (value: unknown) => value is string };
    const result = await chatParse(createClient({ content: "{}" }).client, question, closed, options);
    expect(result).toMatchObject({
      error: { name: "UnexpectedClientError", message: "options.validate failed: mine" },
    });
  });

  test("options.validate when it is not a function", async () => {
    const { client, requests } = createClient({ content: "{}" });
    const result = await chatParse(client, question, closed, { validate: {} as never });
    expect(result).toMatchObject({
      error: { name: "InvalidRequestError", message: "options.validate must be a function" },
    });
    expect(requests).toEqual([]);
  });
});

test("a choice without a message is not reported as a failure of the schema", async () => {
  const choices = [{ index: 0 }] as never;
  const { client } = observedClient({ fetch: () => Response.json(completion({ choices })), retryConfig: noRetries });
  const result = await chatParse(client, question, z.object({}));
  expect(result.ok || result.error.message).not.toMatch(/schema failed/i);
});
