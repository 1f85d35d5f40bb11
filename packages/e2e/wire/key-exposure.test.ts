import { type HeaderOptions, OpenRouter, OpenRouterCore } from "@org/sdk";
import { createClient, hello, secretKey } from "@org/test-server/client/client.ts";
import { type CallOutcome, runCall } from "@org/test-server/client/run-call.ts";
import { createMemoryLogger, findSecretLeaks } from "@org/test-server/client/secret-leaks.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

describe("an error does not contain credentials other than the key", () => {
  test.each<[string, HeaderOptions, string]>([
    ["a custom Authorization", { authorization: "Bearer custom-0123456789" }, "custom-0123456789"],
    ["a password", { authorization: "Basic dXNlcjpwYXNzd29yZA==" }, "dXNlcjpwYXNzd29yZA=="],
    ["a provider's key", { "X-Provider-API-Keys": '{"openai":"sk-proj-0123456789"}' }, "sk-proj-0123456789"],
    ["a cookie", { cookie: "session=c00kie-0123456789; theme=dark" }, "c00kie-0123456789"],
    ["a gateway's token", { "cf-aig-authorization": "Bearer gateway-0123456789" }, "gateway-0123456789"],
    ["a gateway's key", { "api-key": "azure-0123456789" }, "azure-0123456789"],
    ["a subscription", { "Ocp-Apim-Subscription-Key": "apim-0123456789" }, "apim-0123456789"],
    ["a token in another header", { "X-Auth-Token": "token-0123456789" }, "token-0123456789"],
  ])("%s", async (_, headers, secret) => {
    await using server = await startFaultServer();
    server.on((exchange) => exchange.sendJSON(401, errorBody(401, `Not valid: ${secret}`)));
    const lines: unknown[] = [];
    const { error } = await runCall(
      createClient(server.url, { debugLogger: createMemoryLogger(lines) }),
      "completion",
      { headers },
    );
    expect(findSecretLeaks([secret], error)).toEqual([]);
    expect(findSecretLeaks([secret], lines)).toEqual([]);
    expect(Object.values(server.requests[0]?.headers ?? {}).join("\n")).toContain(secret);
  });
});

test("no part of a key is shown when the limit of error bodies splits it", async () => {
  await using server = await startFaultServer();
  server.on((exchange) => exchange.send(400, "x".repeat(64 * 1024 - secretKey.length + 3) + secretKey));
  const { error } = await runCall(createClient(server.url), "completion");
  expect(findSecretLeaks([secretKey.slice(0, 20)], error)).toEqual([]);
});

test.each(["x", "1", "e", "error", "EMPTY", "data", "message"])(
  "the placeholder key %j does not change the error",
  async (apiKey) => {
    await using server = await startFaultServer();
    const body = errorBody(400, "No such model", { x: 1 });
    server.script([
      (exchange) => exchange.sendJSON(400, body),
      (exchange) => exchange.sendJSON(200, body),
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(chunk("Hi"));
        await exchange.sendEvent(body);
        await exchange.endChunks();
      },
    ]);
    const core = createClient(server.url, { apiKey });
    const outcomes: CallOutcome[] = [];
    for (const mode of ["completion", "completion", "stream"] as const) outcomes.push(await runCall(core, mode));
    for (const { end } of outcomes) expect(end).toBe("ChatCompletionError 400");
    for (const { error } of outcomes) expect(error).toMatchObject({ error: { code: 400 } });
  },
);

describe("the key is not shown", () => {
  test.each([
    ["a client", () => new OpenRouter({ apiKey: secretKey, headers: { "x-api-key": `other-${secretKey}` } })],
    ["a core", () => new OpenRouterCore({ apiKey: secretKey })],
    ["the chat of a client", () => new OpenRouter({ apiKey: secretKey }).chat],
  ])("by printing %s", (_, create) => {
    expect(findSecretLeaks([secretKey], create())).toEqual([]);
    expect(findSecretLeaks([secretKey], { wrapped: [create()] })).toEqual([]);
  });

  test("by a fetch whose error contains the request and its headers", async () => {
    const lines: unknown[] = [];
    const core = createClient("http://localhost", { fetch: failWithRequest, debugLogger: createMemoryLogger(lines) });
    const { error, end } = await runCall(core, "stream");
    expect(end).toBe("ConnectionError network");
    expect(findSecretLeaks([secretKey], error)).toEqual([]);
    expect(findSecretLeaks([secretKey], lines)).toEqual([]);
  });

  test("by a middleware whose error contains it", async () => {
    await using server = await startFaultServer();
    server.on(faults.completion);
    const middleware = [
      {
        onRequest: ({ request }: { request: Request }) => {
          throw new Error(`Invalid: ${request.headers.get("authorization")}`);
        },
      },
    ];
    const { error, end } = await runCall(createClient(server.url, { middleware }), "completion");
    expect(end).toBe("UnexpectedClientError");
    expect(findSecretLeaks([secretKey], error)).toEqual([]);
  });

  test("by the error for a key or a header that cannot be sent", async () => {
    for (const character of ["\r\n", "\n", "\0", "\u{1f511}", "\u0100"]) {
      const apiKey = `${secretKey}${character}${secretKey}`;
      const inKey = await runCall(createClient("http://localhost", { apiKey: () => apiKey }), "completion");
      const inHeader = await runCall(createClient("http://localhost"), "completion", { headers: { "x-key": apiKey } });
      for (const { end, error } of [inKey, inHeader]) {
        expect(end).toBe("InvalidRequestError");
        expect(findSecretLeaks([secretKey], error)).toEqual([]);
      }
    }
  });
});

test("the request contains the key in one header only", async () => {
  await using server = await startFaultServer();
  server.on(faults.completion);
  await createClient(`${server.url}/api/v1?a=b`).chat.complete(hello);
  const [{ path, headerLines, body } = { path: "", headerLines: [""], body: Buffer.of() }] = server.requests;
  expect(headerLines.filter((line) => line.includes(secretKey))).toEqual([`authorization: Bearer ${secretKey}`]);
  expect(path + body.toString()).not.toContain(secretKey);
});

/** Rejects like a custom fetch whose errors contain its arguments. */
function failWithRequest(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const error = new TypeError(`fetch failed for ${request.headers.get("authorization")}`, { cause: init });
  return Promise.reject(Object.assign(error, { request, config: { headers: Object.fromEntries(request.headers) } }));
}
