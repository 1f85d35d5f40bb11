import { expect, test } from "vitest";
import type { MediaType, OpenAPIDocument, Schema } from "../../../spec/openapi.ts";
import { startEchoServer } from "../../support/echo-server.ts";
import { loadClient } from "../../support/load-client.ts";

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00);
const object: Schema = { type: "object", properties: { a: { type: "integer" } } };
const string: Schema = { type: "string" };

function createDocument(content: Record<string, MediaType>): Partial<OpenAPIDocument> {
  return { paths: { "/": { get: { responses: { "200": { content } } } } } };
}

/** Returns `data` of a call whose response has a body. */
async function read(
  content: Record<string, MediaType>,
  type: string,
  body: string | Uint8Array,
  init: object = {},
): Promise<unknown> {
  const { createClient } = await loadClient(createDocument(content));
  await using server = await startEchoServer({ type, body });
  const { data } = await createClient({ serverURL: server.url }).GET("/", init);
  return data instanceof Blob ? [data.type, await data.bytes()] : data;
}

test.each<[name: string, content: Record<string, MediaType>, type: string, body: string | Uint8Array, want: unknown]>([
  ["JSON", { "application/json": { schema: string } }, "application/json", '"hello"', "hello"],
  ["plain text", { "text/plain": { schema: string } }, "text/plain", "hello", "hello"],
  ["plain text of no type", { "text/plain; charset=utf-8": {} }, "text/plain", "ü", "ü"],
  ["text that is a choice", { "text/plain": { schema: { enum: ["on", "off"] } } }, "text/plain", "on", "on"],
  ["JSON called text", { "text/plain": { schema: object } }, "text/plain", '{"a":1}', { a: 1 }],
  ["a number called text", { "text/plain": { schema: { type: "integer" } } }, "text/plain", "7", 7],
  ["HTML", { "text/html": { schema: object } }, "text/html", "<p>", "<p>"],
  ["CSV of rows", { "text/csv": { schema: { type: "array", items: object } } }, "text/csv", "a\n1", "a\n1"],
  ["XML of an object", { "application/xml": { schema: object } }, "application/xml", "<a>1</a>", "<a>1</a>"],
  ["XML with a suffix", { "application/atom+xml": {} }, "application/atom+xml", "<feed/>", "<feed/>"],
  ["an image that is text", { "image/svg+xml": { schema: string } }, "image/svg+xml", "<svg/>", "<svg/>"],
  ["YAML", { "application/yaml": { schema: object } }, "application/yaml", "a: 1", "a: 1"],
  ["JSON lines", { "application/x-ndjson": { schema: object } }, "application/x-ndjson", "{}\n{}", "{}\n{}"],
  ["an event stream", { "text/event-stream": { schema: object } }, "text/event-stream", "data: {}\n\n", "data: {}\n\n"],
  ["bytes", { "application/octet-stream": {} }, "application/octet-stream", png, ["application/octet-stream", png]],
  ["an image", { "image/png": { schema: string } }, "image/png", png, ["image/png", png]],
  [
    "images of any type",
    { "image/*": { schema: { ...string, format: "binary" } } },
    "image/png",
    png,
    ["image/png", png],
  ],
  [
    "bytes of the format",
    { "application/vnd.a": { schema: { ...string, format: "binary" } } },
    "a/b",
    png,
    ["a/b", png],
  ],
  ["bytes without a schema", { "application/vnd.a": {} }, "application/vnd.a", png, ["application/vnd.a", png]],
  [
    "bytes in Base64",
    { "image/png": { schema: { ...string, contentEncoding: "base64" } } },
    "image/png",
    "aGk=",
    "aGk=",
  ],
  ["any type, as an object", { "*/*": { schema: object } }, "application/json", '{"a":1}', { a: 1 }],
  ["any type, as a string", { "*/*": { schema: string } }, "text/plain", "hello", "hello"],
  ["JSON next to text", { "text/plain": { schema: string }, "application/json": { schema: object } }, "a/b", "{}", {}],
])("reads %s", async (_name, content, type, body, want) => {
  expect(await read(content, type, body)).toEqual(want);
});

test("reads a response as parseAs specifies", async () => {
  const content = { "text/plain": { schema: string } };
  expect(await read(content, "text/plain", "[1]", { parseAs: "json" })).toEqual([1]);
  expect(await read(content, "text/plain", "hi", { parseAs: "blob" })).toEqual([
    "text/plain",
    new TextEncoder().encode("hi"),
  ]);
  expect(await read(content, "text/plain", "hi", { parseAs: undefined })).toBe("hi");
});

test("an operation that is called with `request` is read the same", async () => {
  const { createClient } = await loadClient(createDocument({ "text/plain": { schema: string } }));
  await using server = await startEchoServer({ type: "text/plain", body: "hi" });
  expect((await createClient({ serverURL: server.url }).request("get", "/")).data).toBe("hi");
});

test.each([
  [200, '{"a":1}', { a: 1 }],
  [200, "", undefined],
  [201, "hi", "hi"],
  [202, "hi", ["text/plain", new TextEncoder().encode("hi")]],
  [204, "", undefined],
])("reads a response with the status %i by its own type", async (status, body, want) => {
  const { createClient } = await loadClient({
    paths: {
      "/": {
        get: {
          operationId: "read",
          responses: {
            "200": { content: { "application/json": { schema: object } } },
            "201": { content: { "text/plain": { schema: string } } },
            "2XX": { content: { "image/*": { schema: { ...string, format: "binary" } } } },
            "204": { description: "Nothing" },
          },
        },
      },
    },
  });
  const fetch = (): Promise<Response> =>
    Promise.resolve(new Response(status === 204 ? null : body, { status, headers: { "content-type": "text/plain" } }));
  const client = createClient({ serverURL: "http://localhost", fetch });
  const { data } = await client.GET("/");
  expect(data instanceof Blob ? [data.type, await data.bytes()] : data).toEqual(want);
  if (status !== 204) expect((await client.GET("/", { parseAs: "text" })).data).toBe(body);
});

function respondNotFound(): Promise<Response> {
  return Promise.resolve(Response.json({ message: "no" }, { status: 404 }));
}

test("an error of an operation that reads by status is read as usual", async () => {
  const { createClient } = await loadClient({
    paths: {
      "/": {
        get: {
          responses: {
            "200": { content: { "application/json": { schema: object } } },
            "201": { content: { "text/plain": { schema: string } } },
          },
        },
      },
    },
  });
  const options = { serverURL: "http://localhost", fetch: respondNotFound };
  expect(await createClient(options).GET("/")).toMatchObject({
    error: { message: "no" },
  });
});
