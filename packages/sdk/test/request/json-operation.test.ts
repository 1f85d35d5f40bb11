import { describe, expect, test } from "vitest";
import { OpenRouterCore } from "../../src/core.ts";
import {
  APIError,
  ChatCompletionError,
  InvalidRequestError,
  ResponseValidationError,
} from "../../src/models/errors.ts";
import type { Middleware, RequestOptions, SDKOptions } from "../../src/options.ts";
import { callOperation } from "../../src/request/call-operation.ts";
import { createJSONOperation, type RequestParts, type Route } from "../../src/request/json-operation.ts";

const getCity = { method: "get", path: "/countries/{country}/cities/{city}", responseFields: ["data"] } as const;
const parameters = { country: "no", city: "Oslo" };
const data = { data: { name: "Oslo" } };

interface Sent {
  readonly url: string;
  readonly init: RequestInit & { readonly headers: Headers };
}

/** Calls an operation. Returns its result and the requests that it sent. */
async function call(
  route: Route,
  parts: RequestParts,
  {
    respond = () => Response.json(data),
    options = {},
    sdkOptions = {},
  }: { respond?: (index: number) => Response; options?: RequestOptions; sdkOptions?: SDKOptions } = {},
) {
  const sent: Sent[] = [];
  const core = new OpenRouterCore({
    apiKey: "sk-test-key",
    serverURL: "https://api.test/v1",
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init as Sent["init"] });
      return respond(sent.length - 1);
    },
    ...sdkOptions,
  });
  const result = await callOperation(core, options, () => createJSONOperation(route, parts));
  return { result, sent };
}

describe("a request with parameters", () => {
  test("sends path parameters in the path, others in the query, and no body", async () => {
    const { result, sent } = await call(getCity, { parameters: { ...parameters, lang: "nb", limit: 5, full: true } });
    expect(result).toMatchObject({ ok: true, value: data, attempts: 1 });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe("https://api.test/v1/countries/no/cities/Oslo?lang=nb&limit=5&full=true");
    expect(sent[0]?.init).toMatchObject({ method: "GET", body: null });
    expect(sent[0]?.init.headers.get("accept")).toBe("application/json");
    expect(sent[0]?.init.headers.get("authorization")).toBe("Bearer sk-test-key");
    expect(sent[0]?.init.headers.has("content-type")).toBe(false);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["omits undefined and null", { a: undefined, b: null, c: 1 }, "?c=1"],
    ["omits an empty array", { a: [] }, ""],
    ["repeats an array by default", { a: ["x", "y"] }, "?a=x&a=y"],
    ["escapes values", { q: "a b&c=d/ü" }, "?q=a%20b%26c%3Dd%2F%C3%BC"],
    ["sends a parameter that the types do not have", { novelty: "x" }, "?novelty=x"],
    ["sends an empty string", { q: "" }, "?q="],
  ])("%s", async (_, query, expected) => {
    const { sent } = await call(getCity, { parameters: { ...parameters, ...query } });
    expect(sent[0]?.url).toBe(`https://api.test/v1/countries/no/cities/Oslo${expected}`);
  });

  test("serializes an array as the route specifies", async () => {
    const route = { ...getCity, querySerializer: { array: { style: "form", explode: false } } } as const;
    const { sent } = await call(route, { parameters: { ...parameters, tags: ["a", "b c"] } });
    expect(sent[0]?.url).toMatch(/\?tags=a,b%20c$/);
  });

  test("appends the query of serverURL", async () => {
    const { sent } = await call(
      getCity,
      { parameters: { ...parameters, lang: "nb" } },
      { options: { serverURL: "https://gateway.test/?tenant=1" } },
    );
    expect(sent[0]?.url).toBe("https://gateway.test/countries/no/cities/Oslo?lang=nb&tenant=1");
  });

  test("escapes path parameters", async () => {
    const { sent } = await call(getCity, { parameters: { country: "a/b", city: "x:free ?" } });
    expect(sent[0]?.url).toBe("https://api.test/v1/countries/a%2Fb/cities/x%3Afree%20%3F");
  });

  test("sends the same request in each attempt, even if the caller changes the object", async () => {
    const changing: Record<string, unknown> = { ...parameters, q: "1" };
    const respond = (index: number) => {
      changing["q"] = "2";
      return index === 0 ? new Response(null, { status: 503 }) : Response.json(data);
    };
    const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const { sent } = await call(getCity, { parameters: changing }, { respond, options: { retries } });
    expect(sent.map(({ url }) => url)).toEqual([sent[0]?.url, sent[0]?.url]);
  });

  test("gives middleware the path template and the parameters", async () => {
    const seen: unknown[] = [];
    const onRequest: Middleware["onRequest"] = ({ schemaPath, params }) => void seen.push({ schemaPath, params });
    await call(getCity, { parameters: { ...parameters, q: "x" } }, { options: { middleware: [{ onRequest }] } });
    expect(seen).toEqual([{ schemaPath: getCity.path, params: { path: parameters, query: { q: "x" } } }]);
  });
});

describe("an invalid request is an InvalidRequestError, and nothing is sent", () => {
  test.each<[string, RequestParts, string]>([
    ["a missing path parameter", { parameters: { country: "no" } }, "request.city must be a non-empty string"],
    ["an empty path parameter", { parameters: { country: "no", city: "" } }, "request.city must be a non-empty string"],
    ["a path parameter of null", { parameters: { country: "no", city: null } }, "request.city must be"],
    ["a path parameter that leaves the path", { parameters: { country: "..", city: "x" } }, "request.country must be"],
    ["a query parameter of NaN", { parameters: { ...parameters, limit: Number.NaN } }, "request.limit is NaN"],
    ["a list with Infinity", { parameters: { ...parameters, ids: [1, Infinity] } }, "request.ids is Infinity"],
    ["a function", { parameters: { ...parameters, q: () => 1 } }, "request.q is () => 1"],
    ["a string as parameters", { parameters: "Oslo" }, "The request must be an object, not string"],
    ["null as parameters", { parameters: null }, "The request must be an object, not null"],
    ["an extraBody without a body", { parameters, extraBody: { a: 1 } }, "extraBody cannot be sent"],
    ["a body that JSON cannot represent", { parameters, body: { a: 1n } }, "request.a is a BigInt"],
  ])("%s", async (_, parts, message) => {
    const { result, sent } = await call(getCity, parts);
    expect(sent).toEqual([]);
    expect(result).toMatchObject({ ok: false, attempts: 0, error: { name: "InvalidRequestError" } });
    if (result.ok) return;
    expect(InvalidRequestError.isInstance(result.error)).toBe(true);
    expect(result.error.message).toContain(message);
  });
});

describe("the response of an operation", () => {
  test("is returned as parsed JSON, unchanged", async () => {
    const route = { method: "post", path: "/cities", responseFields: ["data", "object"] };
    const value = { data: [1, null], new_field: { a: null } };
    const { result, sent } = await call(
      route,
      { body: { name: "Oslo", b: 1 }, extraBody: { c: 2 } },
      { respond: () => Response.json(value) },
    );
    expect(result).toMatchObject({ ok: true, value });
    expect(sent[0]?.init).toMatchObject({ method: "POST", body: '{"name":"Oslo","b":1,"c":2}' });
    expect(sent[0]?.init.headers.get("content-type")).toBe("application/json");
  });

  test("is returned as undefined if the route has no response body", async () => {
    const route = { method: "delete", path: "/cities/{city}" };
    const { result, sent } = await call(
      route,
      { parameters: { city: "Oslo" } },
      { respond: () => new Response(null, { status: 204 }) },
    );
    expect(result).toMatchObject({ ok: true, value: undefined });
    expect(sent[0]?.init.method).toBe("DELETE");
  });

  test.each([
    ["an HTML page", "<title>Sign in</title>", "Sign in"],
    ["an empty object", "{}", "data"],
    ["another object", '{"status":"ok"}', "data"],
    ["an array", "[1]", "data"],
    ["nothing", "", "empty body"],
  ])("causes a ResponseValidationError with its text if a 200 contains %s", async (_, text, message) => {
    const { result, sent } = await call(getCity, { parameters }, { respond: () => new Response(text) });
    expect(sent).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, error: { name: "ResponseValidationError", rawText: text } });
    if (!result.ok) expect(result.error.message).toContain(message);
  });

  test("causes a ResponseValidationError if it is a 204 and the route has a response body", async () => {
    const { result } = await call(getCity, { parameters }, { respond: () => new Response(null, { status: 204 }) });
    expect(!result.ok && ResponseValidationError.isInstance(result.error)).toBe(true);
  });

  test.each([
    ["an error status", () => Response.json({ error: { code: 404, message: "No such city" } }, { status: 404 }), 404],
    ["an error in a 200", () => Response.json({ error: { code: 404, message: "No such city" } }), 404],
  ])("causes an APIError, not a ChatCompletionError, if it has %s", async (_, respond, statusCode) => {
    const { result } = await call(getCity, { parameters }, { respond });
    expect(result).toMatchObject({
      ok: false,
      attempts: 1,
      error: { name: "APIError", statusCode, error: { code: 404, message: "No such city" }, isRetryable: false },
    });
    if (result.ok) return;
    expect(APIError.isInstance(result.error)).toBe(true);
    expect(ChatCompletionError.isInstance(result.error)).toBe(false);
    expect(result.error.message).toContain("No such city");
  });

  test("is requested again after a 429 and an error in a 200", async () => {
    const responses = [
      () => new Response(null, { status: 429 }),
      () => Response.json({ error: { code: 502, message: "Bad gateway" } }),
      () => Response.json(data),
    ];
    const respond = (index: number) => responses[index]?.() ?? Response.error();
    const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const { result, sent } = await call(getCity, { parameters }, { respond, options: { retries } });
    expect(result).toMatchObject({ ok: true, attempts: 3 });
    expect(sent).toHaveLength(3);
  });

  test("causes a ConnectionError if its body is truncated", async () => {
    const { result } = await call(
      getCity,
      { parameters },
      {
        respond: () =>
          new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) })),
        options: { retries: { strategy: "none" } },
      },
    );
    expect(result).toMatchObject({ ok: false, error: { name: "ConnectionError", kind: "truncated" } });
  });

  test("causes an error without the API key if it echoes the key", async () => {
    const { result } = await call(
      getCity,
      { parameters },
      { respond: () => Response.json({ error: { code: 401, message: "No user for sk-test-key" } }, { status: 401 }) },
    );
    expect(JSON.stringify(result)).not.toContain("sk-test-key");
  });
});

test("an aborted call rejects like a chat call", async () => {
  const { result, sent } = await call(getCity, { parameters }, { options: { signal: AbortSignal.abort("stop") } });
  expect(sent).toEqual([]);
  expect(result).toMatchObject({ ok: false, attempts: 0, error: { name: "RequestAbortedError", cause: "stop" } });
});

test("the debug log has the method and the URL of the request", async () => {
  const lines: string[] = [];
  const debugLogger = { debug: (line: string) => void lines.push(line), warn: () => {} };
  await call(getCity, { parameters: { ...parameters, q: "x" } }, { sdkOptions: { debugLogger } });
  expect(lines[0]).toContain("GET https://api.test/v1/countries/no/cities/Oslo?q=x");
});
