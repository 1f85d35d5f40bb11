import { describe, expect, test } from "vitest";
import { ChatCompletionError, OpenRouterDefaultError, OpenRouterError } from "../../src/models/errors.ts";
import { errorResponse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

const getError = (response: Response) =>
  getRejection(observedClient({ retryConfig: noRetries, fetch: () => response }).client.chat.complete(question));

describe("an error response with an error in JSON", () => {
  test("is a ChatCompletionError with all of its fields", async () => {
    const error = { code: 429, message: "Slow down", metadata: { provider_name: "Acme", raw: "busy", deep: [1] } };
    const headers = { "retry-after": "7", "x-generation-id": "gen-9", "cf-ray": "ray-9", "x-a": "b" };
    const failure = await getError(
      Response.json({ error, user_id: "user-1" }, { status: 429, statusText: "Too Many Requests", headers }),
    );
    expect(ChatCompletionError.isInstance(failure)).toBe(true);
    expect(OpenRouterError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({
      message: "429 Too Many Requests: [Acme] busy",
      statusCode: 429,
      error,
      userId: "user-1",
      partial: undefined,
      body: JSON.stringify({ error, user_id: "user-1" }),
      contentType: "application/json",
      requestId: "gen-9",
      attempts: 1,
      retryAfterMs: 7_000,
      isRetryable: true,
    });
    const { headers: seen, rawResponse } = failure as ChatCompletionError;
    expect(seen.get("x-a")).toBe("b");
    expect(rawResponse).toBeInstanceOf(Response);
    expect(rawResponse.status).toBe(429);
  });

  test("has the HTTP status as statusCode, whatever its code is", async () => {
    for (const code of [200, 429, "500", null, "server_error"]) {
      expect(await getError(errorResponse(403, { code, message: "x" }))).toMatchObject({
        statusCode: 403,
        error: { code },
      });
    }
  });

  test.each(["text/plain", "text/html", "application/problem+json", "text/event-stream"])(
    "is a ChatCompletionError whatever its content type is (%s)",
    async (type) => {
      const failure = await getError(
        new Response('{"error":{"code":400,"message":"x"}}', { status: 400, headers: { "content-type": type } }),
      );
      expect(failure).toMatchObject({ name: "ChatCompletionError", contentType: type, error: { message: "x" } });
    },
  );

  test.each<[string, unknown, object]>([
    ["a string", { error: "overloaded" }, { message: "overloaded", code: undefined }],
    [
      "an array of objects",
      { error: [{ code: 1, message: "first" }, { message: "second" }] },
      { message: "first", code: 1 },
    ],
    ["an array of strings", { error: ["first"] }, { message: "first" }],
    ["an empty array", { error: [] }, { message: "" }],
    ["an empty object", { error: {} }, { message: "", code: undefined }],
    ["true", { error: true }, { message: "" }],
    ["a number", { error: 17 }, {}],
    ["in an array", [{ error: { code: "x", message: "inside" } }], { message: "inside", code: "x" }],
    ["in an array, later", [null, 1, {}, { error: { message: "inside" } }], { message: "inside" }],
    ["without code and message", { error: { type: "odd" } }, { message: "", code: undefined }],
    ["with a code of null", { error: { code: null, message: "x" } }, { code: null }],
    ["with a code that is an object", { error: { code: {}, message: "x" } }, { code: undefined }],
    ["with metadata that is a string", { error: { message: "x", metadata: "more" } }, { metadata: "more" }],
    ["with metadata of null", { error: { message: "x", metadata: null } }, { metadata: null }],
    ["with a message that is not a string", { error: { message: { deep: 1 } } }, {}],
  ])("reads the error of another server and keeps status and message: %s", async (_, body, error) => {
    const failure = await getError(Response.json(body, { status: 503, statusText: "Service Unavailable" }));
    expect(ChatCompletionError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ statusCode: 503, error, body: JSON.stringify(body) });
    expect((failure as Error).message).toMatch(/^503 Service Unavailable: \S/);
  });

  test.each<[string, unknown, string]>([
    ["a message next to an error type", { error: "Not Found", message: "Cannot POST /x" }, "Cannot POST /x"],
    ["OAuth's description", { error: "invalid_token", error_description: "It expired" }, "It expired"],
    ["a message next to true", { error: true, message: "Out of order" }, "Out of order"],
    ["a detail inside", { error: { detail: "Out of order" } }, "Out of order"],
    ["a message that is an HTML page", { error: { message: "<html><title>504 Time-out</title>" } }, "504 Time-out"],
    ["a message over two lines", { error: { message: "Out of\n order" } }, "Out of order"],
    ["raw HTML of the provider", { error: { message: "m", metadata: { raw: "<p>Busy</p>" } } }, "Busy"],
  ])("shows the message of another format in one line without markup: %s", async (_, body, message) => {
    const failure = (await getError(Response.json(body, { status: 504 }))) as Error;
    expect(failure.message.replace(/^504: /, "")).toBe(message);
  });

  test("keeps its class and message, however deep its metadata is nested", async () => {
    const text = `{"error":{"code":429,"message":"x","metadata":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`;
    const { name, message } = (await getError(new Response(text, { status: 429 }))) as Error;
    expect({ name, message }).toEqual({ name: "ChatCompletionError", message: "429: x" });
  });

  test.each(["", 5, null, {}])("has no userId for a user_id of %j", async (user_id) => {
    expect(await getError(Response.json({ error: "x", user_id }, { status: 400 }))).toMatchObject({
      userId: undefined,
    });
  });

  test("__proto__ in a response does not change prototypes", async () => {
    await getError(
      new Response('{"error":{"__proto__":{"polluted":1},"metadata":{"__proto__":{"polluted":1}}}}', { status: 400 }),
    );
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("any other error response is an OpenRouterDefaultError", () => {
  test.each<[string, string | null, string]>([
    [
      "an HTML page, by its title",
      "<!doctype html>\n<title>Down for\n  repair</title>",
      "502 Bad Gateway: Down for repair",
    ],
    [
      "an HTML page whose title repeats the status",
      "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
      "502 Bad Gateway",
    ],
    [
      "an HTML page without a title, by its text",
      "<html><p>Too <b>busy</b> and slow&nbsp;now</p><footer",
      "502 Bad Gateway: Too busy and slow now",
    ],
    ["an HTML page with an empty title", "<title> </title><h1>Busy</h1>", "502 Bad Gateway: Busy"],
    ["XML", '<?xml version="1.0"?>\n<Error><Message>Denied</Message></Error>', "502 Bad Gateway: Denied"],
    ["plain text over several lines", "upstream\r\nconnect error", "502 Bad Gateway: upstream connect error"],
    ["JSON with a message", '{"message":"no Route matched"}', "502 Bad Gateway: no Route matched"],
    ["JSON with a detail", '{"detail":"No route here"}', "502 Bad Gateway: No route here"],
    [
      "FastAPI's list",
      '{"detail":[{"loc":["body","model"],"msg":"Field required","type":"missing"},{"loc":[],"msg":"Bad"}]}',
      "502 Bad Gateway: body.model: Field required; Bad",
    ],
    ["a list of errors", '{"errors":[{"message":"One"},{"message":"Two"}]}', "502 Bad Gateway: One; Two"],
    ["a list of texts", '{"errors":["One","Two"]}', "502 Bad Gateway: One; Two"],
    ["a problem document", '{"type":"about:blank","title":"Out of credit"}', "502 Bad Gateway: Out of credit"],
    ["a message that is an HTML page", '{"message":"<html><title>Denied</title>"}', "502 Bad Gateway: Denied"],
    ["a message that is JSON", '{"message":"{\\"message\\":\\"Denied\\"}"}', "502 Bad Gateway: Denied"],
    ["no body", null, "502 Bad Gateway: empty body"],
    ["an empty body", "", "502 Bad Gateway: empty body"],
    ["JSON without an error", '{"ok":false}', '502 Bad Gateway: {"ok":false}'],
    ["JSON with an error of null", '{"error":null}', '502 Bad Gateway: {"error":null}'],
    ["broken JSON", '{"error":', '502 Bad Gateway: {"error":'],
    ["an array", "[]", "502 Bad Gateway: []"],
  ])("%s", async (_, body, message) => {
    const failure = await getError(
      new Response(body, { status: 502, statusText: "Bad Gateway", headers: { "content-type": "text/html" } }),
    );
    expect(OpenRouterDefaultError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({
      message,
      statusCode: 502,
      body: body ?? "",
      contentType: "text/html",
      attempts: 1,
      isRetryable: true,
    });
  });

  test.each<[Record<string, string>, string | undefined]>([
    [{ "x-generation-id": "gen-1", "cf-ray": "ray-1", "x-request-id": "req-1" }, "gen-1"],
    [{ "cf-ray": "ray-1", "x-request-id": "req-1" }, "ray-1"],
    [{ "x-request-id": "req-1", "x-litellm-call-id": "call-1" }, "req-1"],
    [{ "x-litellm-call-id": "call-1" }, "call-1"],
    [{ "x-request-id": "", "x-litellm-call-id": "call-1" }, "call-1"],
    [{}, undefined],
  ])("takes its requestId from %j", async (headers, requestId) => {
    expect(await getError(new Response("no", { status: 404, headers }))).toMatchObject({ requestId });
  });

  test.each([199, 200, 201, 300])("shows at most 200 of %d characters", async (length) => {
    const body = Array.from({ length }, (_, index) => String(index % 10)).join("");
    const shown = length > 200 ? `${body.slice(0, 200)}…` : body;
    expect(await getError(new Response(body, { status: 400 }))).toMatchObject({ message: `400: ${shown}`, body });
  });

  test("has an empty contentType without a content type, and only the status code without a status text", async () => {
    const failure = await getError(new Response(new TextEncoder().encode("no"), { status: 418 }));
    expect(failure).toMatchObject({ contentType: "", message: "418: no" });
  });

  test.each([600, 999])("keeps the status %d, which the Response constructor rejects", async (status) => {
    const unusual = Object.defineProperty(new Response("odd", { status: 500 }), "status", { value: status });
    expect(await getError(unusual)).toMatchObject({ name: "OpenRouterDefaultError", statusCode: status, body: "odd" });
  });

  test("keeps the part of the body that arrived before reading it failed", async () => {
    const body = createControlledBody();
    body.write("half a pa");
    const failure = getError(new Response(body.stream, { status: 500 }));
    await expect.poll(() => body.reads).toBe(1);
    body.error(new TypeError("terminated"));
    expect(await failure).toMatchObject({
      name: "OpenRouterDefaultError",
      statusCode: 500,
      body: "half a pa",
    });
  });
});

describe("a redirect is an OpenRouterDefaultError that names the Location, and is not followed", () => {
  test.each([300, 301, 302, 303, 304, 307, 308])("%d", async (status) => {
    const { client, requests } = observedClient({
      fetch: () => new Response(null, { status, headers: { location: "https://elsewhere.test/v1" } }),
    });
    const failure = await getRejection(client.chat.complete(question));
    expect(failure).toMatchObject({
      name: "OpenRouterDefaultError",
      statusCode: status,
      isRetryable: false,
      attempts: 1,
    });
    expect((failure as Error).message).toContain("https://elsewhere.test/v1");
    expect(requests).toHaveLength(1);
  });

  test("an opaque redirect of a browser is an OpenRouterDefaultError without status and Location", async () => {
    const opaque = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
    const failure = await getError(opaque);
    expect(OpenRouterDefaultError.isInstance(failure)).toBe(true);
    expect((failure as Error).message).toMatch(/redirect/);
  });
});
