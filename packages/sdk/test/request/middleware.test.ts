import createClient, { type Middleware } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { addMiddleware, type MiddlewareContext } from "../../src/request/middleware.ts";

const url = "https://api.test/v1/cities/oslo?lang=nb";

const context: MiddlewareContext = {
  schemaPath: "/cities/{name}",
  params: { path: { name: "oslo" }, query: { lang: "nb" } },
  options: {
    baseUrl: "https://api.test/v1",
    fetch: globalThis.fetch,
    parseAs: "stream",
    querySerializer: () => "lang=nb",
    pathSerializer: () => "/cities/oslo",
    bodySerializer: () => null,
  },
};

type Fetch = (request: { url: string; method: string }) => Promise<Response>;

/** Sends a request through middleware. Returns the text of the response, or the message of the error. */
type Send = (middleware: readonly Middleware[], fetch: Fetch) => Promise<string>;

const sendWithSDK: Send = async (middleware, fetch) => {
  const transport = addMiddleware((target, { method = "" }) => fetch({ url: target, method }), middleware, context);
  const init = { method: "DELETE", headers: new Headers(), signal: new AbortController().signal };
  return transport(url, init).then(
    (response) => response.text(),
    (error: Error) => error.message,
  );
};

const sendWithOpenAPIFetch: Send = async (middleware, fetch) => {
  const client = createClient<Record<string, Record<string, object>>>({ baseUrl: "https://api.test/v1", fetch });
  client.use(...middleware);
  const request = client.request(
    "delete" as never,
    "/cities/{name}" as never,
    {
      params: { path: { name: "oslo" }, query: { lang: "nb" } },
      parseAs: "text",
    } as never,
  ) as Promise<{ data?: string; error?: string }>;
  return request.then(
    ({ data, error }) => data ?? error ?? "",
    (error: Error) => error.message,
  );
};

const respond: Fetch = async (request) => new Response(`${request.method} ${request.url}`);
const fail: Fetch = () => Promise.reject(new Error("failed"));

type Given = Parameters<NonNullable<Middleware["onRequest"]>>[0];

/** Creates middleware that records the calls of its hooks. */
function createMiddleware(name: string, calls: string[], hooks: Partial<Middleware> = {}): Middleware {
  const record = (hook: keyof Middleware, { request, schemaPath, params, id, options }: Given): void => {
    const details = [request.url, schemaPath, JSON.stringify(params), typeof id, id !== "", options.baseUrl];
    calls.push([name, hook, ...details].join(" "));
  };
  return {
    onRequest(given) {
      record("onRequest", given);
      return hooks.onRequest?.(given);
    },
    onResponse(given) {
      record("onResponse", given);
      return hooks.onResponse?.(given);
    },
    onError(given) {
      record("onError", given);
      return hooks.onError?.(given);
    },
  };
}

const replaceRequest = ({ request }: { request: Request }) => new Request(request, { headers: { "x-a": "1" } });

describe("middleware is called as openapi-fetch calls it", () => {
  test.each<[string, Fetch, Partial<Middleware>]>([
    ["without effect", respond, {}],
    ["which replaces the request", respond, { onRequest: replaceRequest }],
    ["which sends the request elsewhere", respond, { onRequest: () => new Request("https://other.test/x") }],
    ["which responds in place of fetch", respond, { onRequest: () => new Response("mine") }],
    ["which replaces the response", respond, { onResponse: () => new Response("mine") }],
    ["which receives the error of fetch", fail, {}],
    ["which replaces the error of fetch", fail, { onError: () => new Error("mine") }],
    ["which responds in place of the error of fetch", fail, { onError: () => new Response("mine") }],
    ["which throws in onRequest", respond, { onRequest: () => Promise.reject(new Error("thrown")) }],
    ["which throws in onResponse", respond, { onResponse: () => Promise.reject(new Error("thrown")) }],
    ["which throws in onError", fail, { onError: () => Promise.reject(new Error("thrown")) }],
  ])("%s", async (_, fetch, hooks) => {
    const [ours, theirs]: [string[], string[]] = [[], []];
    const create = (calls: string[]) => [
      createMiddleware("first", calls),
      createMiddleware("second", calls, hooks),
      createMiddleware("third", calls),
    ];
    const outcome = await sendWithSDK(create(ours), fetch);
    expect(outcome).toBe(await sendWithOpenAPIFetch(create(theirs), fetch));
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(1);
  });

  test("with one id for all hooks of a request, and another for the next", async () => {
    const ids: string[] = [];
    const collect = ({ id }: { id: string }) => void ids.push(id);
    for (let request = 0; request < 2; request++) {
      await sendWithSDK([{ onRequest: collect, onResponse: collect }, { onResponse: collect }], respond);
    }
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(new Set(ids).size).toBe(2);
  });

  test("with the middleware as `this`", async () => {
    class Counter {
      count = 0;
      onRequest() {
        this.count += 1;
      }
      onResponse() {
        this.count += 1;
      }
    }
    const counter = new Counter();
    await sendWithSDK([counter], respond);
    expect(counter.count).toBe(2);
  });
});

test.each([
  ["onRequest", respond, "onRequest of a middleware must return a Request, a Response or nothing"],
  ["onResponse", respond, "onResponse of a middleware must return a Response or nothing"],
  ["onError", fail, "onError of a middleware must return an Error, a Response or nothing"],
] as const)("rejects another value that %s returns", async (hook, fetch, message) => {
  expect(await sendWithSDK([{ [hook]: () => "text" } as unknown as Middleware], fetch)).toBe(message);
});
