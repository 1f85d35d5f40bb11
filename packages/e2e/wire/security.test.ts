import type { HeaderOptions } from "@org/sdk";
import { InvalidRequestError } from "@org/sdk/models/errors";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

describe("serverURL decides where a request is sent", () => {
  test.each([
    ["/api/v1", "/api/v1/chat/completions"],
    ["/api/v1///", "/api/v1/chat/completions"],
    ["", "/chat/completions"],
    ["/?key=a&b=c", "/chat/completions?key=a&b=c"],
    ["/api/../v2/./x/", "/v2/x/chat/completions"],
    ["/a%2Fb/%0d%0aX-Injected:%201", "/a%2Fb/%0d%0aX-Injected:%201/chat/completions"],
    ["/a\r\nX-Injected: 1", "/aX-Injected:%201/chat/completions"],
    ["/a b?c d#and-no-fragment", "/a%20b/chat/completions?c%20d"],
    ["\\@example.com", "/@example.com/chat/completions"],
    ["/ü", "/%C3%BC/chat/completions"],
  ])("a URL that ends with %j leads to %s", async (suffix, path) => {
    await using server = await startFaultServer();
    server.script([faults.completion]);
    expect(await runCall(createClient(server.url + suffix), "completion")).toMatchObject({ end: "complete" });
    expect(server.requests[0]).toMatchObject({ method: "POST", path });
    expect(server.requests[0]?.headers).not.toHaveProperty("x-injected");
  });

  test("the serverURL of a call replaces that of the client", async () => {
    await using unused = await startFaultServer();
    await using other = await startFaultServer();
    other.script([faults.completion]);
    const { chat } = createClient(unused.url);
    await chat.complete(hello, { serverURL: new URL(`${other.url}/v9`) });
    expect(unused.connections).toBe(0);
    expect(other.requests.map(({ path }) => path)).toEqual(["/v9/chat/completions"]);
  });

  test.each([
    "http://user:pa55word@127.0.0.1/api",
    "http://:pa55word@127.0.0.1/api",
    "http://user@127.0.0.1/api",
    "ftp://127.0.0.1/api",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/plain,hello",
    "//127.0.0.1/api",
    "127.0.0.1:80",
    "http://",
    "http://[",
    "/api/v1",
    "",
    " ",
  ])("%j is an error that does not contain its password", async (serverURL) => {
    const { end, error, attempts } = await runCall(createClient("http://localhost"), "completion", { serverURL });
    expect({ end, attempts }).toEqual({ end: "InvalidRequestError", attempts: 0 });
    expect((error as Error).message).toContain("serverURL");
    expect((error as Error).message).not.toContain("pa55word");
    expect(() => createClient(serverURL)).toThrow("serverURL");
  });
});

describe("nothing can be injected into a request", () => {
  const invalid: [string, HeaderOptions][] = [
    ["a line break in a value", { "x-a": "1\r\nX-Injected: 1" }],
    ["a line feed in a value", { "x-a": "1\nX-Injected: 1" }],
    ["a carriage return in a value", { "x-a": "1\rX-Injected: 1" }],
    ["a NUL in a value", { "x-a": "1\0" }],
    ["a character outside Latin-1 in a value", { "x-a": "世界" }],
    ["a line break in a name", { "x-a\r\nX-Injected": "1" }],
    ["a colon in a name", { "x-a: 1": "1" }],
    ["a space in a name", { "x a": "1" }],
    ["an empty name", { "": "1" }],
  ];

  test.each(invalid)("by %s", async (_, headers) => {
    await using server = await startFaultServer();
    for (const options of [{ headers }, { fetchOptions: { headers: headers as Record<string, string> } }]) {
      const { error, attempts } = await runCall(createClient(server.url), "completion", options);
      expect(error).toSatisfy(InvalidRequestError.isInstance);
      expect(attempts).toBe(0);
    }
    expect(() => createClient(server.url, { headers })).toThrow(InvalidRequestError);
    expect(server.connections).toBe(0);
  });

  test.each([{ httpReferer: "https://a.example\r\nX-Injected: 1" }, { appTitle: "My\nX-Injected: 1" }])(
    "by %j",
    (options) => {
      expect(() => createClient("http://localhost", options)).toThrow(InvalidRequestError);
    },
  );

  test("by the prompt", async () => {
    await using server = await startFaultServer();
    server.script([faults.completion]);
    const content = "\r\n\r\nPOST /admin HTTP/1.1\r\nX-Injected: 1\r\n\r\n\0\u2028\ud800";
    await createClient(server.url).chat.complete({ messages: [{ role: "user", content }] });
    expect(server.requests.map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual([
      { messages: [{ role: "user", content }] },
    ]);
  });
});

describe("__proto__ in JSON does not change a prototype", () => {
  const payload = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}`;
  const choice = JSON.stringify(completion()["choices"]);
  const text = `${payload},"choices":${choice}}`;

  test("a completion with __proto__ is returned unchanged", async () => {
    await using server = await startFaultServer();
    server.script([(exchange) => exchange.send(200, text)]);
    const value: object = await createClient(server.url).chat.complete(hello);
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "choices"]);
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    [
      "in an object",
      "ChatCompletionError 400",
      `{"error":${payload},"message":"No","metadata":${payload},"headers":${payload}}}},"user_id":"u"}`,
    ],
    [
      "without other properties",
      "OpenRouterDefaultError 400",
      '{"__proto__":{"error":{"code":401,"message":"Not an error"}}}',
    ],
    ["in an array", "ChatCompletionError 400", `[${payload},"error":${payload},"message":"No"}}]`],
  ])("an error body with __proto__, %s, has the expected type", async (_, name, body) => {
    await using server = await startFaultServer();
    server.on((exchange) => exchange.send(400, body));
    const { end, error } = await runCall(createClient(server.url), "completion");
    expect(end).toBe(name);
    expect(error).toMatchObject({ body });
    expect((error as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("a request with __proto__ is sent unchanged", async () => {
    await using server = await startFaultServer();
    server.script([faults.completion]);
    const request = JSON.parse(`${payload},"messages":[{"role":"user","content":"Hi"}]}`) as typeof hello;
    const extraBody = JSON.parse('{"hasOwnProperty":1,"toString":{"x":1}}') as Record<string, unknown>;
    await createClient(server.url).chat.complete(request, { extraBody });
    expect(server.requests[0]?.body.toString()).toBe(
      `${payload},"messages":[{"role":"user","content":"Hi"}],"hasOwnProperty":1,"toString":{"x":1}}`,
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
