import { expect, test } from "vitest";
import type { Components, OpenAPIDocument, Parameter } from "../../../spec/openapi.ts";
import { startEchoServer } from "../../support/echo-server.ts";
import { loadClient } from "../../support/load-client.ts";
import { readTable } from "../../support/read-table.ts";

interface Given {
  readonly path?: string;
  readonly parameters: Parameter[];
  /** Parameters of the path item. */
  readonly shared?: Parameter[];
  /** Parameters of the components. */
  readonly components?: NonNullable<Components["parameters"]>;
  readonly schemas?: NonNullable<Components["schemas"]>;
  readonly calls: readonly object[];
}

test.each(readTable<Given>("codegen/client/parameters.txt"))("$name", async ({ given, want }) => {
  const { path = "/", parameters, shared = [], components = {}, schemas = {}, calls } = given;
  const document: Partial<OpenAPIDocument> = {
    paths: { [path]: { parameters: shared, get: { operationId: "read", parameters, responses: {} } } },
    components: { schemas, parameters: components },
  };
  const { createClient } = await loadClient(document);
  await using server = await startEchoServer();
  const client = createClient({ serverURL: server.url });
  for (const params of calls) await client.GET(path, { params: withUndefined(params) });
  expect(server.requests.map((request) => request.replace("GET ", "")).join("\n")).toBe(want);
});

test("rejects an array in an array of an untyped parameter, and sends nothing", async () => {
  const parameters: Parameter[] = [
    { name: "any", in: "query" },
    { name: "X-Any", in: "header" },
  ];
  const { createClient } = await loadClient({ paths: { "/": { get: { parameters, responses: {} } } } });
  await using server = await startEchoServer();
  const client = createClient({ serverURL: server.url });
  await expect(client.GET("/", { params: { query: { any: [[1]] } } })).rejects.toThrow(
    'The value of "any" cannot contain nested arrays or objects',
  );
  await expect(client.GET("/", { params: { header: { "X-Any": { a: {} } } } })).rejects.toThrow(
    'The value of "X-Any" cannot contain nested arrays or objects',
  );
  expect(server.requests).toEqual([]);
});

/** Replaces the string "undefined", since YAML has no such value. */
function withUndefined(value: unknown): unknown {
  if (value === "undefined") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withUndefined);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withUndefined(member)]));
}
