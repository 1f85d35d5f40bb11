import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

beforeEach(() => {
  vi.stubEnv("OPENROUTER_BASE_URL", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function getRequestURL(client: string | URL | undefined, call?: string | URL): Promise<string | undefined> {
  const observed = observedClient({ serverURL: client, fetch: () => Response.json(completion()) });
  await observed.client.chat.complete(question, { serverURL: call });
  return observed.requests[0]?.url;
}

test("serverURL defaults to the spec's first server", async () => {
  expect(await getRequestURL(undefined)).toBe("https://openrouter.ai/api/v1/chat/completions");
});

test("serverURL defaults to OPENROUTER_BASE_URL only if the option is absent", async () => {
  vi.stubEnv("OPENROUTER_BASE_URL", " https://env.test/v2/ ");
  expect(await getRequestURL(undefined)).toBe("https://env.test/v2/chat/completions");
  expect(await getRequestURL("https://api.test")).toBe("https://api.test/chat/completions");
});

test("an empty OPENROUTER_BASE_URL counts as absent, an invalid one is rejected with its name", () => {
  vi.stubEnv("OPENROUTER_BASE_URL", "");
  expect(() => new OpenRouter()).not.toThrow();
  vi.stubEnv("OPENROUTER_BASE_URL", "localhost:8080");
  expect(() => new OpenRouter()).toThrow(InvalidRequestError);
  expect(() => new OpenRouter()).toThrow(/^serverURL or OPENROUTER_BASE_URL must be an absolute http\(s\) URL$/);
});

test("a call's serverURL overrides the client's", async () => {
  expect(await getRequestURL("https://a.test/v1", "https://b.test/v2")).toBe("https://b.test/v2/chat/completions");
});

test.each<[string | URL, string]>([
  ["https://api.test", "https://api.test/chat/completions"],
  ["https://api.test/", "https://api.test/chat/completions"],
  ["https://api.test/v1///", "https://api.test/v1/chat/completions"],
  [new URL("http://127.0.0.1:8080/a/b/"), "http://127.0.0.1:8080/a/b/chat/completions"],
  ["https://api.test/v1?version=2&x=a%20b", "https://api.test/v1/chat/completions?version=2&x=a%20b"],
  ["https://api.test/v1/?version=2", "https://api.test/v1/chat/completions?version=2"],
  ["https://api.test?key", "https://api.test/chat/completions?key"],
  ["https://api.test/v1?", "https://api.test/v1/chat/completions"],
  ["https://api.test/v1#part", "https://api.test/v1/chat/completions"],
  ["https://api.test/a%2Fb/{c}", "https://api.test/a%2Fb/%7Bc%7D/chat/completions"],
  ["HTTPS://API.test:443/V1", "https://api.test/V1/chat/completions"],
  [" https://api.test/v1 ", "https://api.test/v1/chat/completions"],
])("serverURL %s keeps its path and query, and becomes %s", async (serverURL, url) => {
  expect(await getRequestURL(serverURL)).toBe(url);
});

test.each([
  "https://api.test/v1/chat/completions",
  "https://api.test/v1/chat/completions/?version=2",
  new URL("https://api.test/chat/completions"),
])("a serverURL with the path of an operation is rejected: %s", async (serverURL) => {
  const message = "serverURL cannot contain /chat/completions";
  expect(() => new OpenRouter({ serverURL })).toThrow(
    expect.objectContaining({ name: "InvalidRequestError", message }),
  );
  const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
  expect(await getRejection(client.chat.complete(question, { serverURL }))).toMatchObject({ message });
  expect(requests).toHaveLength(0);
});

describe("an invalid serverURL is rejected by the constructor and the call", () => {
  test.each([
    "https://user:hunter2@api.test/v1",
    "https://hunter2@api.test/v1",
    "https://:hunter2@api.test/v1",
    "ftp://user:hunter2@api.test",
    "javascript:hunter2",
    "//hunter2",
    "api.test/hunter2",
    "https://user:hunter2@",
    "",
  ])("%s: the error does not repeat the password", async (serverURL) => {
    const constructed = await getRejection(Promise.resolve().then(() => new OpenRouter({ serverURL })));
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const called = await getRejection(client.chat.complete(question, { serverURL }));
    for (const error of [constructed, called]) {
      expect(InvalidRequestError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain("serverURL");
      expect(`${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain("hunter2");
    }
    expect(requests).toHaveLength(0);
  });
});
