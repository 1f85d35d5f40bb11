import { OpenRouter, OpenRouterCore } from "@org/sdk";
import { createClient, hello, secretKey } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { createMemoryLogger, findSecretLeaks } from "@org/test-server/client/secret-leaks.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

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
