import { describe, expect, test } from "vitest";
import type { MediaType, OpenAPIDocument, Schema } from "../../../spec/openapi.ts";
import { generateSources } from "../../support/generate-sources.ts";
import { startEchoServer } from "../../support/echo-server.ts";
import { loadClient } from "../../support/load-client.ts";

const string: Schema = { type: "string" };
const bytes: Schema = { type: "string", format: "binary" };
const object: Schema = { type: "object", properties: { a: { type: "integer" } } };
const form = "application/x-www-form-urlencoded";

function createDocument(content: Record<string, MediaType>): Partial<OpenAPIDocument> {
  return { paths: { "/": { post: { operationId: "send", requestBody: { content }, responses: {} } } } };
}

/** Returns the content type and the body that the server receives. */
async function send(content: Record<string, MediaType>, init: object, options: object = {}): Promise<string> {
  const { createClient } = await loadClient(createDocument(content));
  await using server = await startEchoServer();
  await createClient({ ...options, serverURL: server.url }).POST("/", init);
  return server.bodies.join("\n");
}

test.each<[name: string, content: Record<string, MediaType>, body: unknown, want: string]>([
  ["JSON", { "application/json": { schema: object } }, { a: 1 }, 'application/json: {"a":1}'],
  ["JSON next to text", { "text/plain": {}, "application/json": { schema: object } }, "a", 'application/json: "a"'],
  ["plain text", { "text/plain": { schema: string } }, "ü", "text/plain: ü"],
  ["text of a charset", { "text/plain; charset=utf-8": {} }, "ü", "text/plain; charset=utf-8: ü"],
  [
    "the first of several texts",
    { "text/csv": { schema: string }, "text/plain": { schema: string } },
    "a",
    "text/csv: a",
  ],
  ["CSV", { "text/csv": { schema: string } }, "a,b\n1,2", "text/csv: a,b\n1,2"],
  ["XML", { "application/xml": { schema: string } }, "<a/>", "application/xml: <a/>"],
  ["bytes", { "application/octet-stream": {} }, Uint8Array.of(104, 105), "application/octet-stream: hi"],
  ["a Blob", { "image/png": { schema: bytes } }, new Blob(["hi"], { type: "a/b" }), "image/png: hi"],
  ["bytes of the format", { "application/vnd.a": { schema: bytes } }, new Blob(["hi"]), "application/vnd.a: hi"],
  ["no body", { "text/plain": { schema: string } }, undefined, "undefined: "],
  ["a form", { [form]: { schema: object } }, { a: 1 }, `${form}: a=1`],
  ["a form next to multipart", { "multipart/form-data": {}, [form]: { schema: object } }, { a: 1 }, `${form}: a=1`],
])("sends %s with its content type", async (_name, content, body, want) => {
  expect(await send(content, { body })).toBe(want);
});

test("sends a FormData as multipart next to a form", async () => {
  const body = new FormData();
  body.set("a", "1");
  const sent = await send({ "multipart/form-data": {}, [form]: { schema: object } }, { body });
  expect(sent).toMatch(/^multipart\/form-data; boundary=[^]*name="a"/);
});

describe("a form", () => {
  test.each<[name: string, encoding: MediaType["encoding"], body: object, want: string]>([
    ["repeats arrays", undefined, { a: [1, "b&c"], d: [] }, "a=1&a=b%26c"],
    ["omits undefined and null", undefined, { a: undefined, b: null, c: [null, 1], d: "" }, "c=1&d="],
    ["encodes names", undefined, { "a b&c": "ü" }, "a%20b%26c=%C3%BC"],
    ["sends objects as JSON", undefined, { a: { b: 1 } }, "a=%7B%22b%22%3A1%7D"],
    ["sends the objects in an array as JSON", undefined, { a: [{ b: 1 }, 2] }, "a=%7B%22b%22%3A1%7D&a=2"],
    ["sends arrays in one piece", { a: { style: "form", explode: false } }, { a: [1, 2] }, "a=1,2"],
    ["separates with spaces", { a: { style: "spaceDelimited", explode: false } }, { a: [1, 2] }, "a=1%202"],
    ["separates with pipes", { a: { style: "pipeDelimited", explode: false } }, { a: [1, 2] }, "a=1|2"],
    ["sends deep objects", { a: { style: "deepObject" } }, { a: { b: { c: 1 }, d: [2] } }, "a[b][c]=1&a[d][0]=2"],
    ["spreads objects of the style form", { a: { style: "form" } }, { a: { b: 1, c: 2 } }, "b=1&c=2"],
    ["sends arrays as JSON", { a: { contentType: "application/json" } }, { a: [1, 2] }, "a=%5B1%2C2%5D"],
    ["keeps reserved characters", { a: { allowReserved: true } }, { a: "/?&" }, "a=/?%26"],
    [
      "prefers a style to a content type",
      { a: { style: "form", contentType: "application/json" } },
      { a: [1, 2] },
      "a=1&a=2",
    ],
    [
      "keeps names of every object",
      { valueOf: { explode: false } },
      { valueOf: [1, 2], toString: 3 },
      "valueOf=1,2&toString=3",
    ],
  ])("%s", async (_name, encoding, body, want) => {
    const media = encoding === undefined ? { schema: object } : { schema: { type: "object" }, encoding };
    expect(await send({ [form]: media }, { body })).toBe(`${form}: ${want}`);
  });
});

test.each([
  ["an array in an array", { a: { style: "form", explode: false } }, { a: [[1]] }],
  ["an object in an array", { a: { style: "pipeDelimited", explode: false } }, { a: [{ b: 1 }] }],
  ["an array in an object", { a: { style: "form" } }, { a: { b: [1] } }],
])("rejects %s of an untyped field of a form, without the word parameter", async (_name, encoding, body) => {
  await expect(send({ [form]: { schema: { type: "object" }, encoding } }, { body })).rejects.toThrow(
    new TypeError('The value of "a" cannot contain nested arrays or objects'),
  );
});

test("the options of a call replace those of the document", async () => {
  const content = { [form]: { schema: object } };
  expect(await send(content, { body: { a: 1 }, bodySerializer: JSON.stringify })).toBe('application/json: {"a":1}');
  const headers = { "content-type": "text/other" };
  expect(await send(content, { body: { a: 1 }, headers })).toBe("text/other: a=1");
  expect(await send(content, { body: { a: 1 }, headers: new Headers(headers) })).toBe("text/other: a=1");
});

test.each<[name: string, content: Record<string, MediaType>]>([
  ["JSON", { "application/json": { schema: object }, "text/plain": { schema: string } }],
  ["multipart", { "multipart/form-data": { schema: object } }],
  ["a form next to text", { [form]: { schema: object }, "text/plain": { schema: string } }],
  ["text next to a form", { "text/plain": { schema: string }, [form]: { schema: object } }],
  ["bytes next to multipart", { "application/pdf": {}, "multipart/form-data": { schema: object } }],
  ["XML of an object", { "application/xml": { schema: object } }],
  ["any content type", { "*/*": { schema: string } }],
])("generates nothing for a body of %s", (_name, content) => {
  expect(generateSources(createDocument(content))["client/apply-routes"]).toBeUndefined();
});
