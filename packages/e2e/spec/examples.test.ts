import { describe, expect, test } from "vitest";
import { parseEventData } from "./event-data.ts";
import { listOperations } from "./document.ts";
import { listExamples } from "./examples.ts";
import { createValidator } from "./create-validator.ts";

const all = listExamples();
const validated = all.filter(({ component }) => component !== undefined);
const htmlPages = all.filter(({ component }) => component === undefined);
const streams = all.filter(({ contentType }) => contentType === "text/event-stream");

describe("an example of the spec is valid", () => {
  test.each(validated)("$location", ({ component = "", parts }) => {
    expect(parts).not.toHaveLength(0);
    expect(parts.flatMap(createValidator(component))).toEqual([]);
  });
});

test("only HTML pages have no schema", () => {
  expect(new Set(htmlPages.map(({ contentType }) => contentType))).toEqual(new Set(["text/html"]));
  for (const { value } of htmlPages) expect(value).toMatch(/^<!doctype html>/);
});

test.each(listOperations())("$id has an example of each request and response, and of each parameter", (operation) => {
  const documented = [["request", operation.request] as const, ...operation.responses].flatMap(([status, content]) =>
    Object.keys(content).map((contentType) => `${status} ${contentType}`),
  );
  const shown = all.filter((example) => example.operation === operation.id);
  expect(new Set(shown.map(({ status, contentType }) => `${status} ${contentType}`))).toEqual(new Set(documented));
  const bare = operation.parameters.filter((parameter) => parameter.in !== "header" && parameter.example === undefined);
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test.each(listOperations())("$id documents the statuses that every operation has", ({ responses }) => {
  expect([...responses.keys()]).toEqual(
    expect.arrayContaining([expect.stringMatching(/^2\d\d$/), "401", "429", "500", "4XX", "5XX"]),
  );
});

test.each(validated.filter(({ component }) => component === "ErrorResponse"))(
  "$location has its status as the error code",
  ({ status, value }) => {
    expect(value).toMatchObject({ error: { code: Number(status) } });
  },
);

describe("an example stream has the framing of the service", () => {
  test.each(streams)("$location", ({ value }) => {
    const text = String(value);
    expect(text.endsWith("\n\n")).toBe(true);
    expect(text.includes("\r")).toBe(false);
    expect(text.split("\n").filter((line) => !/^(|:.*|data: .+)$/.test(line))).toEqual([]);
    expect(parseEventData(text).at(-1)).toBe("[DONE]");
    expect(parseEventData(text).slice(0, -1)).not.toContain("[DONE]");
  });

  test.each(streams)("$location has one ID, model and provider", ({ parts }) => {
    const heads = parts.map((chunk) => {
      const { id, created, model, provider } = chunk as Record<string, unknown>;
      return JSON.stringify([id, created, model, provider]);
    });
    expect(new Set(heads).size).toBe(1);
  });
});

const createRequest = (content: unknown): object => ({ messages: [{ role: "user", content }] });

describe("an error of a validator contains the path and the problem", () => {
  test.each([
    [
      "of a missing field",
      { messages: [{ role: "tool", content: "4" }] },
      "/messages/0 must have required property 'tool_call_id'",
    ],
    ["of a wrong type", { ...createRequest("Hi"), temperature: "hot" }, "/temperature must be number,null"],
    ["of an empty array", { messages: [] }, "/messages must NOT have fewer than 1 items"],
    [
      "in a member of a union",
      createRequest([{ type: "text" }]),
      "/messages/0/content/0 must have required property 'text'",
    ],
    [
      "in a nested value",
      createRequest([{ type: "image_url", image_url: { url: 1 } }]),
      "/messages/0/content/0/image_url/url must be string",
    ],
    ["of a value without a matching member", createRequest(4), "/messages/0/content must be one of: string, array"],
  ])("%s", (_, value, problem) => {
    expect(createValidator("ChatCompletionCreateParams")(value)).toEqual([problem]);
  });

  test("of an unknown role", () => {
    const value = { messages: [{ role: "narrator", content: "Once" }] };
    expect(createValidator("ChatCompletionCreateParams")(value)).toEqual([
      '/messages/0 must be one of: role "system", role "developer", role "assistant", role "tool", role "user"',
    ]);
  });
});

test("createValidator throws for a component that does not exist", () => {
  expect(() => createValidator("NoSuchThing")).toThrow("no schema at #/components/schemas/NoSuchThing");
});
