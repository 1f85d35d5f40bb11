import type { HeaderOptions } from "@org/sdk";
import { InvalidRequestError } from "@org/sdk/models/errors";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

describe("the request goes where the client says, and nowhere else", () => {
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
  ])("serverURL …%j asks for %s", async (suffix, path) => {
    await using server = await faultServer();
    server.script([faults.completion]);
    expect(await callTo(clientOf(server.url + suffix), "completion")).toMatchObject({ end: "whole" });
    expect(server.requests[0]).toMatchObject({ method: "POST", path });
    expect(server.requests[0]?.headers).not.toHaveProperty("x-injected");
  });

  test("a call's own serverURL, and not the client's too", async () => {
    await using usual = await faultServer();
    await using other = await faultServer();
    other.script([faults.completion]);
    const { chat } = clientOf(usual.url);
    await chat.complete(hello, { serverURL: new URL(`${other.url}/v9`) });
    expect(usual.connections).toBe(0);
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
  ])("%j is refused, and a password in it not repeated", async (serverURL) => {
    const { end, error, attempts } = await callTo(clientOf("http://localhost"), "completion", { serverURL });
    expect({ end, attempts }).toEqual({ end: "InvalidRequestError", attempts: 0 });
    expect((error as Error).message).toContain("serverURL");
    expect((error as Error).message).not.toContain("pa55word");
    expect(() => clientOf(serverURL)).toThrow("serverURL");
  });
});

describe("nothing can be put into the request by way of a header", () => {
  const bad: [string, HeaderOptions][] = [
    ["a line break in a value", { "x-a": "1\r\nX-Injected: 1" }],
    ["a line feed in a value", { "x-a": "1\nX-Injected: 1" }],
    ["a carriage return in a value", { "x-a": "1\rX-Injected: 1" }],
    ["a NUL in a value", { "x-a": "1\0" }],
    ["a letter beyond Latin-1 in a value", { "x-a": "世界" }],
    ["a line break in a name", { "x-a\r\nX-Injected": "1" }],
    ["a colon in a name", { "x-a: 1": "1" }],
    ["a space in a name", { "x a": "1" }],
    ["an empty name", { "": "1" }],
  ];

  test.each(bad)("%s is refused", async (_, headers) => {
    await using server = await faultServer();
    for (const options of [{ headers }, { fetchOptions: { headers: headers as Record<string, string> } }]) {
      const { error, attempts } = await callTo(clientOf(server.url), "completion", options);
      expect(error).toSatisfy(InvalidRequestError.isInstance);
      expect(attempts).toBe(0);
    }
    expect(() => clientOf(server.url, { headers })).toThrow(InvalidRequestError);
    expect(server.connections).toBe(0);
  });

  test.each([{ httpReferer: "https://a.example\r\nX-Injected: 1" }, { appTitle: "My\nX-Injected: 1" }])(
    "%j is refused",
    (options) => {
      expect(() => clientOf("http://localhost", options)).toThrow(InvalidRequestError);
    },
  );

  test("by the prompt, whatever stands in it", async () => {
    await using server = await faultServer();
    server.script([faults.completion]);
    const content = "\r\n\r\nPOST /admin HTTP/1.1\r\nX-Injected: 1\r\n\r\n\0\u2028\ud800";
    await clientOf(server.url).chat.complete({ messages: [{ role: "user", content }] });
    expect(server.requests.map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual([
      { messages: [{ role: "user", content }] },
    ]);
  });
});

describe("an answer can't reach into the program", () => {
  const evil = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}`;
  const choice = JSON.stringify(completion()["choices"]);
  const text = `${evil},"choices":${choice}}`;

  test("a completion with __proto__ is given as it is", async () => {
    await using server = await faultServer();
    server.script([(exchange) => exchange.send(200, text)]);
    const value: object = await clientOf(server.url).chat.complete(hello);
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "choices"]);
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    [
      "in an object",
      "ChatCompletionError 400",
      `{"error":${evil},"message":"No","metadata":${evil},"headers":${evil}}}},"user_id":"u"}`,
    ],
    ["and nothing else", "OpenRouterDefaultError 400", '{"__proto__":{"error":{"code":401,"message":"Not an error"}}}'],
    ["in an array", "ChatCompletionError 400", `[${evil},"error":${evil},"message":"No"}}]`],
  ])("an error with __proto__, %s", async (_, name, body) => {
    await using server = await faultServer();
    server.on((exchange) => exchange.send(400, body));
    const { end, error } = await callTo(clientOf(server.url), "completion");
    expect(end).toBe(name);
    expect(error).toMatchObject({ body });
    expect((error as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("a request with __proto__ is sent as it is", async () => {
    await using server = await faultServer();
    server.script([faults.completion]);
    const request = JSON.parse(`${evil},"messages":[{"role":"user","content":"Hi"}]}`) as typeof hello;
    const extraBody = JSON.parse('{"hasOwnProperty":1,"toString":{"x":1}}') as Record<string, unknown>;
    await clientOf(server.url).chat.complete(request, { extraBody });
    expect(server.requests[0]?.body.toString()).toBe(
      `${evil},"messages":[{"role":"user","content":"Hi"}],"hasOwnProperty":1,"toString":{"x":1}}`,
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
