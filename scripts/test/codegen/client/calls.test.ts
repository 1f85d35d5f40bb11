import { afterEach, describe, expect, test, vi } from "vitest";
import type { OpenAPIDocument, SecurityScheme } from "../../../spec/openapi.ts";
import { loadClient, createRecorder, type ClientModule } from "../../support/load-client.ts";

const bearer: SecurityScheme = { type: "http", scheme: "bearer" };
const basic: SecurityScheme = { type: "http", scheme: "basic" };
const inHeader: SecurityScheme = { type: "apiKey", in: "header", name: "X-Key" };
const inQuery: SecurityScheme = { type: "apiKey", in: "query", name: "key" };
const inCookie: SecurityScheme = { type: "apiKey", in: "cookie", name: "session" };

/** Creates a document whose operations `GET /a` and `POST /a` require the given schemes, and `GET /open` none. */
function createSecuredDocument(
  schemes: Record<string, SecurityScheme>,
  ...security: string[][]
): Partial<OpenAPIDocument> {
  const get = { responses: {} };
  return {
    servers: [{ url: "https://api.example.com/v1" }],
    security: security.map((set) => Object.fromEntries(set.map((name) => [name, []]))),
    paths: { "/a": { get, post: get }, ...(security.length > 1 ? { "/open": { get: { ...get, security: [] } } } : {}) },
    components: { securitySchemes: schemes },
  };
}

/** Returns the URL and the headers of `GET path` with the given client options. */
async function describeRequest(
  { createClient }: ClientModule,
  options: object,
  path = "/a",
  init: object = {},
): Promise<string> {
  const { requests, fetch } = createRecorder();
  await createClient({ ...options, fetch }).GET(path, init);
  const [request] = requests;
  return [request?.url.slice("https://api.example.com/v1".length), ...(request?.headers ?? [])].join(" ");
}

afterEach(() => void vi.unstubAllGlobals());

function provideToken(): Promise<string> {
  return Promise.resolve("T");
}

describe("credentials", () => {
  test.each([
    ["a bearer token", { bearer }, { apiKey: "T" }, "/a authorization,Bearer T"],
    ["a bearer token from a function", { bearer }, { apiKey: provideToken }, "/a authorization,Bearer T"],
    ["no token", { bearer }, {}, "/a"],
    ["null", { bearer }, { apiKey: null }, "/a"],
    ["an empty token", { bearer }, { apiKey: "" }, "/a"],
    ["an empty token from a function", { bearer }, { apiKey: () => "" }, "/a"],
    [
      "a header of the caller",
      { bearer },
      { apiKey: "T", headers: { authorization: "Mine" } },
      "/a authorization,Mine",
    ],
    ["a header that the caller removes", { bearer }, { apiKey: "T", headers: { Authorization: null } }, "/a"],
    ["a key in a header", { inHeader }, { apiKey: "T" }, "/a x-key,T"],
    ["a key in a cookie", { inCookie }, { apiKey: "T" }, "/a cookie,session=T"],
    ["a key in the query", { inQuery }, { apiKey: "T&" }, "/a?key=T%26"],
    ["a key in the query from a function", { inQuery }, { apiKey: provideToken }, "/a?key=T"],
    ["an empty key in the query", { inQuery }, { apiKey: "" }, "/a"],
    ["name and password", { basic }, { username: "ü", password: "p:w" }, "/a authorization,Basic w7w6cDp3"],
    ["a name without a password", { basic }, { username: "u" }, "/a authorization,Basic dTo="],
    ["a password without a name", { basic }, { password: "p" }, "/a"],
  ])("sends %s", async (_name, schemes, options, want) => {
    expect(await describeRequest(await loadClient(createSecuredDocument(schemes, Object.keys(schemes))), options)).toBe(
      want,
    );
  });

  test("refuses an unknown option and sends nothing; undefined counts as absent", async () => {
    const client = await loadClient(createSecuredDocument({ bearer }, ["bearer"]));
    const { requests, fetch } = createRecorder();
    const options = { fetch, apiKey: "T" };
    expect(() => client.createClient({ ...options, baseUrl: "http://127.0.0.1:9/v1" } as object)).toThrow(
      new TypeError('Unknown option "baseUrl"; the URL of the server is serverURL'),
    );
    expect(() => client.createClient({ ...options, baseUrl: undefined } as object)).not.toThrow();
    expect(requests).toEqual([]);
  });

  test("calls the key function for each request without a header of its own", async () => {
    const client = await loadClient(createSecuredDocument({ bearer }, ["bearer"]));
    const { requests, fetch } = createRecorder();
    let count = 0;
    const { GET } = client.createClient({ fetch, apiKey: () => `T${++count}` });
    await GET("/a");
    await GET("/a", { headers: { Authorization: "Mine" } });
    await GET("/a");
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer T1", "Mine", "Bearer T2"]);
  });

  test.each([
    [
      "the first complete set",
      { credentials: { inHeader: "K", basic: { username: "u", password: "p" } } },
      "/a authorization,Basic dTpw x-key,K",
    ],
    ["nothing for an incomplete set", { credentials: { inHeader: "K" } }, "/a"],
    [
      "the first of two complete sets",
      { credentials: { bearer: "T", inHeader: "K", basic: { username: "u", password: "p" } } },
      "/a authorization,Bearer T",
    ],
    ["nothing without credentials", {}, "/a"],
  ])("with several schemes, sends %s", async (_name, options, want) => {
    const schemes = { bearer, inHeader, basic };
    expect(
      await describeRequest(
        await loadClient(createSecuredDocument(schemes, ["bearer"], ["inHeader", "basic"])),
        options,
      ),
    ).toBe(want);
  });

  test("sends no credentials to an operation without security", async () => {
    const client = await loadClient(createSecuredDocument({ bearer, inHeader }, ["bearer"], ["inHeader"]));
    expect(await describeRequest(client, { credentials: { bearer: "T" } }, "/open")).toBe("/open");
  });

  test("sends a key in a cookie next to the cookies of the call", async () => {
    const document = createSecuredDocument({ inCookie }, ["inCookie"]);
    const parameters = [{ name: "lang", in: "cookie", schema: { type: "string" } }];
    const client = await loadClient({ ...document, paths: { "/a": { get: { parameters, responses: {} } } } });
    const init = { params: { cookie: { lang: "de" } } };
    expect(await describeRequest(client, { apiKey: "T" }, "/a", init)).toBe("/a cookie,session=T; lang=de");
    expect(await describeRequest(client, { apiKey: provideToken }, "/a", init)).toBe("/a cookie,session=T; lang=de");
    expect(await describeRequest(client, { apiKey: "T" }, "/a")).toBe("/a cookie,session=T");
  });

  test("appends a key to the query of the call, once, and keeps the body", async () => {
    const client = await loadClient(createSecuredDocument({ inQuery }, ["inQuery"]));
    const query = { params: { query: { q: "a b" } } };
    expect(await describeRequest(client, { apiKey: "T" }, "/a", query)).toBe("/a?q=a%20b&key=T");
    expect(await describeRequest(client, { apiKey: "T" }, "/a", { params: { query: { key: "mine" } } })).toBe(
      "/a?key=mine",
    );
    const { requests, fetch } = createRecorder();
    await client.createClient({ apiKey: "T", fetch }).POST("/a", { body: { a: "ü" } });
    expect(await requests[0]?.json()).toEqual({ a: "ü" });
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("authHeader returns the header", async () => {
    const token = await loadClient(createSecuredDocument({ bearer }, ["bearer"]));
    expect(token.authHeader?.("T")).toEqual({ Authorization: "Bearer T" });
    const both = await loadClient(createSecuredDocument({ basic }, ["basic"]));
    expect(both.authHeader?.("u", "p")).toEqual({ Authorization: "Basic dTpw" });
  });
});

describe("servers", () => {
  const document: Partial<OpenAPIDocument> = {
    servers: [
      { url: "https://{region}.example.com/v1/", variables: { region: { default: "eu" } } },
      { url: "http://localhost" },
    ],
    paths: { "/a/{id}": { get: { responses: {} } } },
  };
  const init = { params: { path: { id: "x/y" }, query: { q: 1 } } };

  test.each([
    [
      "the first server of the document with the defaults of its variables",
      undefined,
      "https://eu.example.com/v1/a/x%2Fy?q=1",
    ],
    ["a URL with trailing slashes", "https://a.example.com/v2///", "https://a.example.com/v2/a/x%2Fy?q=1"],
    ["a URL object", new URL("https://a.example.com"), "https://a.example.com/a/x%2Fy?q=1"],
    [
      "a URL with a query, appended to the path",
      "https://a.example.com/v2/?api=3#x",
      "https://a.example.com/v2/a/x%2Fy?q=1&api=3",
    ],
  ])("calls %s", async (_name, serverURL, want) => {
    const { createClient, serverOptions } = await loadClient(document);
    const { requests, fetch } = createRecorder();
    await createClient({ serverURL, fetch }).GET("/a/{id}", init);
    if (serverURL !== undefined) {
      await createClient({ fetch }).GET("/a/{id}", { ...init, ...serverOptions(serverURL) });
    }
    expect(new Set(requests.map(({ url }) => url))).toEqual(new Set([want]));
  });

  test("serverURL replaces variables", async () => {
    const { serverURL, servers } = await loadClient(document);
    expect(servers.map(({ url }) => url)).toEqual(["https://{region}.example.com/v1/", "http://localhost"]);
    expect([serverURL?.(0), serverURL?.(0, { region: "us" }), serverURL?.(1)]).toEqual([
      "https://eu.example.com/v1/",
      "https://us.example.com/v1/",
      "http://localhost",
    ]);
  });
});

test("looks up fetch for each call, and runs middleware in its order", async () => {
  const { createClient } = await loadClient(createSecuredDocument({ bearer }, ["bearer"]));
  const seen: string[] = [];
  const middleware = ["first", "second"].map((name) => ({
    onRequest: ({ request }: { request: Request }) => void seen.push(`${name} ${request.headers.get("authorization")}`),
  }));
  const { GET } = createClient({ apiKey: () => "T", middleware });
  const { requests, fetch } = createRecorder();
  vi.stubGlobal("fetch", fetch);
  const { data, response } = await GET("/a");
  expect({ data, ok: response.ok, calls: requests.length }).toEqual({ data: {}, ok: true, calls: 1 });
  expect(seen).toEqual(["first Bearer T", "second Bearer T"]);
});
