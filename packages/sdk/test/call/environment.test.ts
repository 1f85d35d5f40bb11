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

const denyAccess = () => {
  throw new Error("NotCapable: Requires env access");
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
    ["denies access to its env", Object.defineProperty({}, "env", { get: denyAccess })],
    ["denies access to a variable", { env: new Proxy({}, { get: denyAccess }) }],
    ["has variables that are not strings", { env: { OPENROUTER_API_KEY: 42, OPENROUTER_DEBUG: {} } }],
  ])("readEnv returns undefined in a runtime that %s", async (_, process) => {
    vi.stubGlobal("process", process);
    const client = new OpenRouter({ fetch: async () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete(question));
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining("missing") });
  });
});
