import { describe, expect, test, vi } from "vitest";
import { OpenRouter } from "../../src/index.ts";
import { ConnectionError } from "../../src/models/errors.ts";
import { relay, type RelayInit } from "../../src/relay.ts";
import { done, event } from "../support/responses.ts";
import { yieldChunks, keepAlive } from "./support.ts";

const cause = new Error("connect ECONNREFUSED 10.0.0.7:8443");

describe("onError", () => {
  const error = new ConnectionError("refused", "refused", { cause });
  const defaultError = {
    code: 502,
    message: "The connection to the service failed",
    metadata: { is_retryable: false },
  };

  test("receives the error once, with the relayed error", async () => {
    const onError = vi.fn<NonNullable<RelayInit["onError"]>>();
    expect(await relay(yieldChunks(["a"], error), { onError }).text()).toContain(event({ error: defaultError }));
    expect(onError.mock.calls).toEqual([[error, defaultError]]);
  });

  test("returns the error to send", async () => {
    const custom = { code: "busy", message: "Later\n\ndata: [DONE]", metadata: { retry: true } };
    const text = await relay(Promise.reject(error), { onError: () => custom }).text();
    expect(text).toBe(keepAlive + event({ error: custom }) + done);
  });

  test.each<[string, unknown]>([
    ["a client", new OpenRouter()],
    ["a call without stream: true", { choices: [] }],
    ["its result", { ok: true, value: { choices: [] } }],
    ["nothing", undefined],
    ["a text", "text"],
  ])("receives an error that names the fix for %s", async (_, source) => {
    const expected = expect.objectContaining({ name: "TypeError", message: "relay needs a stream: pass stream: true" });
    for (const each of [source, Promise.resolve(source), () => source]) {
      const onError = vi.fn<NonNullable<RelayInit["onError"]>>();
      await relay(each as never, { onError }).text();
      expect(onError.mock.calls).toEqual([[expected, expect.objectContaining({ message: "Internal server error" })]]);
    }
  });

  test.each<[string, RelayInit["onError"]]>([
    [
      "throws",
      () => {
        throw new Error("mine");
      },
    ],
    ["returns a value that JSON cannot represent", () => ({ code: 1, message: "", metadata: { value: 1n } })],
  ])("has no effect if it %s", async (_, onError) => {
    expect(await relay(Promise.reject(error), { onError }).text()).toBe(
      keepAlive + event({ error: defaultError }) + done,
    );
  });
});
