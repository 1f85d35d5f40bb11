import { afterEach, describe, expect, test, vi } from "vitest";
import { readEnv } from "../../src/config/env.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion } from "../support/responses.ts";
import { question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const denied = new Error("NotCapable: Requires env access");
const denyAccess = () => {
  throw denied;
};

describe("an environment variable", () => {
  test("readEnv trims a variable and returns undefined for unset, empty and blank ones", () => {
    for (const [value, expected] of [
      [" a \n", "a"],
      ["", undefined],
      [" ", undefined],
      [undefined, undefined],
    ] as const) {
      vi.stubEnv("OPENROUTER_TEST", value);
      expect(readEnv("OPENROUTER_TEST")).toBe(expected);
    }
  });

  test.each<[string, unknown]>([
    ["has no process", undefined],
    ["has a process without env", {}],
    ["has variables that are not strings", { env: { OPENROUTER_API_KEY: 42, OPENROUTER_DEBUG: {} } }],
  ])("readEnv returns undefined in a runtime that %s", async (_, process) => {
    vi.stubGlobal("process", process);
    const client = new OpenRouter({ fetch: async () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete(question));
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining("missing") });
  });

  test.each<[string, unknown]>([
    ["its environment", Object.defineProperty({}, "env", { get: denyAccess })],
    ["a variable", { env: new Proxy({}, { get: denyAccess }) }],
  ])("a runtime that denies access to %s fails the call with an error that names the variable", async (_, process) => {
    vi.stubGlobal("process", process);
    const client = new OpenRouter({ fetch: async () => Response.json(completion()) });
    const errors = [await getRejection(client.chat.complete(question)), await getRejection(client.models.list())];
    vi.unstubAllGlobals();
    for (const error of errors) {
      expect(error).toMatchObject({
        name: "InvalidRequestError",
        message: "OPENROUTER_API_KEY cannot be read: pass apiKey or run Deno with --allow-env",
        cause: denied,
        attempts: 0,
      });
    }
  });

  test("a runtime that denies access to the environment needs no variable if apiKey is passed", async () => {
    vi.stubGlobal("process", Object.defineProperty({}, "env", { get: denyAccess }));
    for (const apiKey of ["key-a", () => "key-a", null]) {
      const client = new OpenRouter({ apiKey, fetch: async () => Response.json(completion()) });
      expect(await client.chat.complete(question)).toEqual(completion());
    }
    const client = new OpenRouter({ apiKey: "", fetch: async () => Response.json(completion()) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: expect.stringContaining("missing"),
    });
  });
});
