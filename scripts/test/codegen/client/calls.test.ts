import { afterEach, describe, expect, test, vi } from "vitest";
import type { OpenAPIDocument, SecurityScheme } from "../../../spec/openapi.ts";
import { loadClient, recorder, type ClientModule } from "../../support/load-client.ts";

const bearer: SecurityScheme = { type: "http", scheme: "bearer" };
const basic: SecurityScheme = { type: "http", scheme: "basic" };
const inHeader: SecurityScheme = { type: "apiKey", in: "header", name: "X-Key" };
const inQuery: SecurityScheme = { type: "apiKey", in: "query", name: "key" };
const inCookie: SecurityScheme = { type: "apiKey", in: "cookie", name: "session" };

/** `GET /a` and `POST /a` want what the document says, `GET /open` nothing. */
function secured(schemes: Record<string, SecurityScheme>, ...security: string[][]): Partial<OpenAPIDocument> {
  const get = { responses: {} };
  return {
    servers: [{ url: "https://api.example.com/v1" }],
    security: security.map((set) => Object.fromEntries(set.map((name) => [name, []]))),
    paths: { "/a": { get, post: get }, ...(security.length > 1 ? { "/open": { get: { ...get, security: [] } } } : {}) },
    components: { securitySchemes: schemes },
  };
}

/** The URL and the headers of `GET path` with these client options. */
async function sent({ createClient }: ClientModule, options: object, path = "/a", init: object = {}): Promise<string> {
  const { requests, fetch } = recorder();
  await createClient({ ...options, fetch }).GET(path, init);
  const [request] = requests;
  return [request?.url.slice("https://api.example.com/v1".length), ...(request?.headers ?? [])].join(" ");
}

afterEach(() => void vi.unstubAllGlobals());

function ask(): Promise<string> {
  return Promise.resolve("T");
}

describe("credentials", () => {
  test.each([
    ["a bearer token", { bearer }, { apiKey: "T" }, "/a authorization,Bearer T"],
    ["a bearer token that is asked for", { bearer }, { apiKey: ask }, "/a authorization,Bearer T"],
    ["none", { bearer }, {}, "/a"],
    ["null", { bearer }, { apiKey: null }, "/a"],
    ["an empty token", { bearer }, { apiKey: "" }, "/a"],
    ["an empty token that is asked for", { bearer }, { apiKey: () => "" }, "/a"],
    [
      "a header of the caller's own",
      { bearer },
      { apiKey: "T", headers: { authorization: "Mine" } },
      "/a authorization,Mine",
    ],
    ["a header that the caller takes away", { bearer }, { apiKey: "T", headers: { Authorization: null } }, "/a"],
    ["a key in a header", { inHeader }, { apiKey: "T" }, "/a x-key,T"],
    ["a key in a cookie", { inCookie }, { apiKey: "T" }, "/a cookie,session=T"],
    ["a key in the query", { inQuery }, { apiKey: "T&" }, "/a?key=T%26"],
    ["a key in the query that is asked for", { inQuery }, { apiKey: ask }, "/a?key=T"],
    ["an empty key in the query", { inQuery }, { apiKey: "" }, "/a"],
    ["name and password", { basic }, { username: "ü", password: "p:w" }, "/a authorization,Basic w7w6cDp3"],
    ["a name alone", { basic }, { username: "u" }, "/a authorization,Basic dTo="],
    ["a password alone", { basic }, { password: "p" }, "/a"],
  ])("%s", async (_name, schemes, options, want) => {
    expect(await sent(await loadClient(secured(schemes, Object.keys(schemes))), options)).toBe(want);
  });

  test("a function is asked at each call, a header of the call's own spares it", async () => {
    const client = await loadClient(secured({ bearer }, ["bearer"]));
    const { requests, fetch } = recorder();
    let count = 0;
    const { GET } = client.createClient({ fetch, apiKey: () => `T${++count}` });
    await GET("/a");
    await GET("/a", { headers: { Authorization: "Mine" } });
    await GET("/a");
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer T1", "Mine", "Bearer T2"]);
  });

  test.each([
    [
      "the first set of which all is given",
      { credentials: { inHeader: "K", basic: { username: "u", password: "p" } } },
      "/a authorization,Basic dTpw x-key,K",
    ],
    ["not half a set", { credentials: { inHeader: "K" } }, "/a"],
    [
      "the first of two that are given",
      { credentials: { bearer: "T", inHeader: "K", basic: { username: "u", password: "p" } } },
      "/a authorization,Bearer T",
    ],
    ["nothing", {}, "/a"],
  ])("several schemes: %s", async (_name, options, want) => {
    const schemes = { bearer, inHeader, basic };
    expect(await sent(await loadClient(secured(schemes, ["bearer"], ["inHeader", "basic"])), options)).toBe(want);
  });

  test("an operation without security is sent none", async () => {
    const client = await loadClient(secured({ bearer, inHeader }, ["bearer"], ["inHeader"]));
    expect(await sent(client, { credentials: { bearer: "T" } }, "/open")).toBe("/open");
  });

  test("a key in the query comes behind the query of the call, is not doubled, and the body stays", async () => {
    const client = await loadClient(secured({ inQuery }, ["inQuery"]));
    const query = { params: { query: { q: "a b" } } };
    expect(await sent(client, { apiKey: "T" }, "/a", query)).toBe("/a?q=a%20b&key=T");
    expect(await sent(client, { apiKey: "T" }, "/a", { params: { query: { key: "mine" } } })).toBe("/a?key=mine");
    const { requests, fetch } = recorder();
    await client.createClient({ apiKey: "T", fetch }).POST("/a", { body: { a: "ü" } });
    expect(await requests[0]?.json()).toEqual({ a: "ü" });
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("authHeader makes the header", async () => {
    const token = await loadClient(secured({ bearer }, ["bearer"]));
    expect(token.authHeader?.("T")).toEqual({ Authorization: "Bearer T" });
    const both = await loadClient(secured({ basic }, ["basic"]));
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
    ["the first of the document, variables at their defaults", undefined, "https://eu.example.com/v1/a/x%2Fy?q=1"],
    ["any number of trailing slashes", "https://a.example.com/v2///", "https://a.example.com/v2/a/x%2Fy?q=1"],
    ["a URL object", new URL("https://a.example.com"), "https://a.example.com/a/x%2Fy?q=1"],
    ["a query goes behind the path", "https://a.example.com/v2/?api=3#x", "https://a.example.com/v2/a/x%2Fy?q=1&api=3"],
  ])("%s", async (_name, serverURL, want) => {
    const { createClient, serverOptions } = await loadClient(document);
    const { requests, fetch } = recorder();
    await createClient({ serverURL, fetch }).GET("/a/{id}", init);
    if (serverURL !== undefined) {
      await createClient({ fetch }).GET("/a/{id}", { ...init, ...serverOptions(serverURL) });
    }
    expect(new Set(requests.map(({ url }) => url))).toEqual(new Set([want]));
  });

  test("serverURL fills in variables", async () => {
    const { serverURL, servers } = await loadClient(document);
    expect(servers.map(({ url }) => url)).toEqual(["https://{region}.example.com/v1/", "http://localhost"]);
    expect([serverURL?.(0), serverURL?.(0, { region: "us" }), serverURL?.(1)]).toEqual([
      "https://eu.example.com/v1/",
      "https://us.example.com/v1/",
      "http://localhost",
    ]);
  });
});

test("fetch is looked up at each call, and middleware runs in its order", async () => {
  const { createClient } = await loadClient(secured({ bearer }, ["bearer"]));
  const seen: string[] = [];
  const middleware = ["first", "second"].map((name) => ({
    onRequest: ({ request }: { request: Request }) => void seen.push(`${name} ${request.headers.get("authorization")}`),
  }));
  const { GET } = createClient({ apiKey: () => "T", middleware });
  const { requests, fetch } = recorder();
  vi.stubGlobal("fetch", fetch);
  const { data, response } = await GET("/a");
  expect({ data, ok: response.ok, calls: requests.length }).toEqual({ data: {}, ok: true, calls: 1 });
  expect(seen).toEqual(["first Bearer T", "second Bearer T"]);
});
