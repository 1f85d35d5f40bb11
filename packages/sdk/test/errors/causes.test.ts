import { describe, expect, test } from "vitest";
import {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  UnexpectedClientError,
} from "../../src/models/errors.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

describe("the JSON of an error has its cause as text", () => {
  const unprintable = {
    toString() {
      throw new Error("x");
    },
  };
  test.each<[string, unknown, string]>([
    ["an error", new TypeError("fetch failed"), "TypeError: fetch failed"],
    ["a DOMException", new DOMException("Too late", "TimeoutError"), "TimeoutError: Too late"],
    ["a string", "stopped by the user", "stopped by the user"],
    ["a number", 5, "5"],
    ["null", null, "null"],
    ["a value that cannot be printed", unprintable, "an unprintable value"],
  ])("%s", (_, cause, text) => {
    for (const error of [
      new RequestAbortedError({ cause }),
      new ConnectionError("reset", "m", { cause }),
      new UnexpectedClientError("m", { cause }),
    ]) {
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: error.name, cause: text });
    }
  });

  test("unless it has none", () => {
    expect(JSON.parse(JSON.stringify(new InvalidRequestError("m")))).not.toHaveProperty("cause");
  });
});

describe("the message of an abort", () => {
  test("tells a time limit of the signal from any other reason", async () => {
    const { client } = observedClient({ fetch: () => new Promise(() => {}), retryConfig: noRetries });
    const abort = (signal: AbortSignal) => getRejection(client.chat.complete(question, { signal }));
    const timedOut = "The request was aborted by a timeout";

    const expired = await abort(AbortSignal.timeout(1));
    expect(expired).toMatchObject({ code: "aborted", message: timedOut, cause: { name: "TimeoutError" } });
    expect(JSON.parse(JSON.stringify(expired))).toMatchObject({ cause: expect.stringMatching(/^TimeoutError: /) });
    expect(await abort(AbortSignal.any([AbortSignal.timeout(1)]))).toMatchObject({ message: timedOut });

    for (const reason of [undefined, null, "mine", new Error("mine")]) {
      expect(await abort(AbortSignal.abort(reason))).toMatchObject({ message: "The request was aborted" });
    }
  });
});
