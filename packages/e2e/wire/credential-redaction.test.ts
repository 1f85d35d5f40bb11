import { type HeaderOptions, OpenRouter, OpenRouterCore } from "@org/sdk";
import { clientOf, hello, secretKey } from "@org/test-server/client/client.ts";
import { callTo, type Ending } from "@org/test-server/client/run-call.ts";
import { loggerInto, outputsWith } from "@org/test-server/client/secret-leaks.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

describe("other credentials than the key are kept back too", () => {
  test.each<[string, HeaderOptions, string]>([
    ["an Authorization of the caller's own", { authorization: "Bearer my-own-0123456789" }, "my-own-0123456789"],
    ["a password", { authorization: "Basic dXNlcjpwYXNzd29yZA==" }, "dXNlcjpwYXNzd29yZA=="],
    ["a provider's key", { "X-Provider-API-Keys": '{"openai":"sk-proj-0123456789"}' }, "sk-proj-0123456789"],
    ["a cookie", { cookie: "session=c00kie-0123456789; theme=dark" }, "c00kie-0123456789"],
    ["a gateway's token", { "cf-aig-authorization": "Bearer gateway-0123456789" }, "gateway-0123456789"],
    ["a gateway's key", { "api-key": "azure-0123456789" }, "azure-0123456789"],
    ["a subscription", { "Ocp-Apim-Subscription-Key": "apim-0123456789" }, "apim-0123456789"],
    ["a token of another name", { "X-Auth-Token": "token-0123456789" }, "token-0123456789"],
  ])("%s", async (_, headers, secret) => {
    await using server = await faultServer();
    server.on((exchange) => exchange.json(401, errorBody(401, `Not valid: ${secret}`)));
    const lines: unknown[] = [];
    const { error } = await callTo(clientOf(server.url, { debugLogger: loggerInto(lines) }), "completion", { headers });
    expect(outputsWith([secret], error)).toEqual([]);
    expect(outputsWith([secret], lines)).toEqual([]);
    expect(Object.values(server.requests[0]?.headers ?? {}).join("\n")).toContain(secret);
  });
});

test("a key at which the limit on error bodies falls leaves no part behind", async () => {
  await using server = await faultServer();
  server.on((exchange) => exchange.send(400, "x".repeat(64 * 1024 - secretKey.length + 3) + secretKey));
  const { error } = await callTo(clientOf(server.url), "completion");
  expect(outputsWith([secretKey.slice(0, 20)], error)).toEqual([]);
});

test.each(["x", "1", "e", "error", "EMPTY", "data", "message"])(
  "the stand-in key %j, as proxies want one, spoils no error",
  async (apiKey) => {
    await using server = await faultServer();
    const body = errorBody(400, "No such model", { x: 1 });
    server.script([
      (exchange) => exchange.json(400, body),
      (exchange) => exchange.json(200, body),
      async (exchange) => {
        await exchange.events();
        await exchange.sse(chunk("Hi"));
        await exchange.sse(body);
        await exchange.endChunks();
      },
    ]);
    const core = clientOf(server.url, { apiKey });
    const endings: Ending[] = [];
    for (const mode of ["completion", "completion", "stream"] as const) endings.push(await callTo(core, mode));
    for (const { end } of endings) expect(end).toBe("ChatCompletionError 400");
    for (const { error } of endings) expect(error).toMatchObject({ error: { code: 400 } });
  },
);

describe("the key is not shown", () => {
  test.each([
    ["a client", () => new OpenRouter({ apiKey: secretKey, headers: { "x-api-key": `other-${secretKey}` } })],
    ["a core", () => new OpenRouterCore({ apiKey: secretKey })],
    ["its chat", () => new OpenRouter({ apiKey: secretKey }).chat],
  ])("by %s", (_, make) => {
    expect(outputsWith([secretKey], make())).toEqual([]);
    expect(outputsWith([secretKey], { wrapped: [make()] })).toEqual([]);
  });

  test("by a fetch that throws the request it was given, with its headers", async () => {
    const lines: unknown[] = [];
    const core = clientOf("http://localhost", { fetch: failing, debugLogger: loggerInto(lines) });
    const { error, end } = await callTo(core, "stream");
    expect(end).toBe("ConnectionError network");
    expect(outputsWith([secretKey], error)).toEqual([]);
    expect(outputsWith([secretKey], lines)).toEqual([]);
  });

  test("by a middleware that fails with it", async () => {
    await using server = await faultServer();
    server.on(faults.completion);
    const middleware = [
      {
        onRequest: ({ request }: { request: Request }) => {
          throw new Error(`No good: ${request.headers.get("authorization")}`);
        },
      },
    ];
    const { error, end } = await callTo(clientOf(server.url, { middleware }), "completion");
    expect(end).toBe("UnexpectedClientError");
    expect(outputsWith([secretKey], error)).toEqual([]);
  });

  test("by the refusal of a key or a header that can't be sent", async () => {
    for (const mark of ["\r\n", "\n", "\0", "\u{1f511}", "\u0100"]) {
      const apiKey = `${secretKey}${mark}${secretKey}`;
      const inKey = await callTo(clientOf("http://localhost", { apiKey: () => apiKey }), "completion");
      const inHeader = await callTo(clientOf("http://localhost"), "completion", { headers: { "x-key": apiKey } });
      for (const { end, error } of [inKey, inHeader]) {
        expect(end).toBe("InvalidRequestError");
        expect(outputsWith([secretKey], error)).toEqual([]);
      }
    }
  });
});

test("the key stands in one header of the request, and nowhere else in it", async () => {
  await using server = await faultServer();
  server.on(faults.completion);
  await clientOf(`${server.url}/api/v1?a=b`).chat.complete(hello);
  const [{ path, headerLines, body } = { path: "", headerLines: [""], body: Buffer.of() }] = server.requests;
  expect(headerLines.filter((line) => line.includes(secretKey))).toEqual([`authorization: Bearer ${secretKey}`]);
  expect(path + body.toString()).not.toContain(secretKey);
});

/** A fetch as they occur, whose errors carry all that it was given. */
function failing(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const error = new TypeError(`fetch failed for ${request.headers.get("authorization")}`, { cause: init });
  return Promise.reject(Object.assign(error, { request, config: { headers: Object.fromEntries(request.headers) } }));
}
