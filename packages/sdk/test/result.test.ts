import { describe, expect, test } from "vitest";
import { unwrap, type Result } from "../src/result.ts";
import { getRejection } from "./support/promises.ts";

const response = new Response();
const success: Result<string, Error> = { ok: true, value: "a", response, requestId: "gen-1", attempts: 2 };
const error = new Error("x");
const failure: Result<string, Error> = { ok: false, error, attempts: 1 };

describe("unwrap", () => {
  test("unwrap returns a promise of the value", async () => {
    const promise = unwrap(Promise.resolve(success));
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise).toBe("a");
  });

  test("withResponse() resolves to the value with its response, request ID and attempts", async () => {
    expect(await unwrap(Promise.resolve(success)).withResponse()).toEqual({
      value: "a",
      response,
      requestId: "gen-1",
      attempts: 2,
    });
  });

  test("rejects with the result's error, with and without withResponse()", async () => {
    const promise = unwrap(Promise.resolve(failure));
    expect(await getRejection(promise)).toBe(error);
    expect(await getRejection(promise.withResponse())).toBe(error);
    expect(await getRejection(unwrap(Promise.resolve(failure)).withResponse())).toBe(error);
  });

  test("resolves to a falsy value", async () => {
    for (const value of [0, "", null, undefined, false]) {
      expect(await unwrap(Promise.resolve({ ...success, value } as Result<unknown, Error>))).toBe(value);
    }
  });
});
