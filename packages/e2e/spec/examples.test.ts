import { describe, expect, test } from "vitest";
import { eventData } from "./event-data.ts";
import { specOperations } from "./document.ts";
import { specExamples } from "./examples.ts";
import { validatorFor } from "./create-validator.ts";

const all = specExamples();
const described = all.filter(({ component }) => component !== undefined);
const pages = all.filter(({ component }) => component === undefined);
const streams = all.filter(({ contentType }) => contentType === "text/event-stream");

describe("each example of the spec is valid", () => {
  test.each(described)("$place", ({ component = "", parts }) => {
    expect(parts).not.toHaveLength(0);
    expect(parts.flatMap(validatorFor(component))).toEqual([]);
  });
});

test("only HTML pages have no schema beyond text", () => {
  expect(new Set(pages.map(({ contentType }) => contentType))).toEqual(new Set(["text/html"]));
  for (const { value } of pages) expect(value).toMatch(/^<!doctype html>/);
});

test.each(specOperations())("$id has an example of each request and response, and of each parameter", (operation) => {
  const documented = [["request", operation.request] as const, ...operation.responses].flatMap(([status, content]) =>
    Object.keys(content).map((contentType) => `${status} ${contentType}`),
  );
  const shown = all.filter((example) => example.operation === operation.id);
  expect(new Set(shown.map(({ status, contentType }) => `${status} ${contentType}`))).toEqual(new Set(documented));
  const bare = operation.parameters.filter((parameter) => parameter.in !== "header" && parameter.example === undefined);
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test.each(specOperations())("$id documents the statuses that every operation has", ({ responses }) => {
  expect([...responses.keys()]).toEqual(expect.arrayContaining(["200", "401", "429", "500", "4XX", "5XX"]));
});

test.each(described.filter(({ component }) => component === "ErrorResponse"))(
  "$place tells its own status",
  ({ status, value }) => {
    expect(value).toMatchObject({ error: { code: Number(status) } });
  },
);

describe("each example stream is framed as the service frames it", () => {
  test.each(streams)("$place", ({ value }) => {
    const text = String(value);
    expect(text.endsWith("\n\n")).toBe(true);
    expect(text.includes("\r")).toBe(false);
    expect(text.split("\n").filter((line) => !/^(|:.*|data: .+)$/.test(line))).toEqual([]);
    expect(eventData(text).at(-1)).toBe("[DONE]");
    expect(eventData(text).slice(0, -1)).not.toContain("[DONE]");
  });

  test.each(streams)("$place keeps one id, model and provider", ({ parts }) => {
    const heads = parts.map((chunk) => {
      const { id, created, model, provider } = chunk as Record<string, unknown>;
      return JSON.stringify([id, created, model, provider]);
    });
    expect(new Set(heads).size).toBe(1);
  });
});

const user = (content: unknown): object => ({ messages: [{ role: "user", content }] });

describe("a validator names the place and what is wrong there", () => {
  test.each([
    [
      "a required field",
      { messages: [{ role: "tool", content: "4" }] },
      "/messages/0 must have required property 'tool_call_id'",
    ],
    ["a type", { ...user("Hi"), temperature: "hot" }, "/temperature must be number,null"],
    ["a length", { messages: [] }, "/messages must NOT have fewer than 1 items"],
    ["a part of a union", user([{ type: "text" }]), "/messages/0/content/0 must have required property 'text'"],
    [
      "a deep part",
      user([{ type: "image_url", image_url: { url: 1 } }]),
      "/messages/0/content/0/image_url/url must be string",
    ],
    ["a value of no member", user(4), "/messages/0/content must be one of: string, array"],
  ])("%s", (_, value, problem) => {
    expect(validatorFor("ChatCompletionCreateParams")(value)).toEqual([problem]);
  });

  test("a role", () => {
    const value = { messages: [{ role: "narrator", content: "Once" }] };
    expect(validatorFor("ChatCompletionCreateParams")(value)).toEqual([
      '/messages/0 must be one of: role "system", role "developer", role "assistant", role "tool", role "user"',
    ]);
  });

  test("a component that does not exist", () => {
    expect(() => validatorFor("NoSuchThing")).toThrow("no schema at #/components/schemas/NoSuchThing");
  });
});
