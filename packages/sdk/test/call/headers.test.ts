import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import type { HeaderOptions, RequestOptions, SDKOptions } from "../../src/options.ts";
import { completion, events, sse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

async function getSentHeaders(
  client: Omit<SDKOptions, "fetch">,
  call: RequestOptions = {},
): Promise<Record<string, string>> {
  const observed = observedClient({ ...client, fetch: () => Response.json(completion()) });
  await observed.client.chat.complete(question, call);
  const {
    accept: _a,
    authorization: _b,
    "content-type": _c,
    ...others
  } = Object.fromEntries(observed.requests[0]?.headers ?? []);
  return others;
}

describe("headers", () => {
  test("httpReferer and appTitle set headers", async () => {
    expect(await getSentHeaders({ httpReferer: "https://garden.test", appTitle: "Garden" })).toEqual({
      "http-referer": "https://garden.test",
      "x-openrouter-title": "Garden",
    });
  });

  test("the client's headers override httpReferer and appTitle", async () => {
    const options = { appTitle: "Garden", headers: { "X-OpenRouter-Title": "Shed" } };
    expect(await getSentHeaders(options)).toEqual({ "x-openrouter-title": "Shed" });
  });

  test("headers override fetchOptions.headers, which override the client's, name by name and case-insensitively", async () => {
    const sent = await getSentHeaders(
      { headers: { "X-A": "client", "X-B": "client", "X-C": "client" } },
      { fetchOptions: { headers: { "x-b": "fetchOptions", "x-c": "fetchOptions" } }, headers: { "X-c": "call" } },
    );
    expect(sent).toEqual({ "x-a": "client", "x-b": "fetchOptions", "x-c": "call" });
  });

  test.each<[string, HeaderOptions]>([
    ["a record", { "X-A": "call" }],
    ["Headers", new Headers({ "x-a": "call" })],
  ])("can be %s", async (_, headers) => {
    expect(await getSentHeaders({ headers: { "x-a": "client" } }, { headers })).toEqual({ "x-a": "call" });
    expect(await getSentHeaders({ headers })).toEqual({ "x-a": "call" });
  });

  test("fetchOptions.headers can be a list of pairs with a repeated name", async () => {
    const headers: [string, string][] = [
      ["x-a", "1"],
      ["X-A", "2"],
      ["x-b", "3"],
    ];
    expect(await getSentHeaders({ headers: { "x-a": "client" } }, { fetchOptions: { headers } })).toEqual({
      "x-a": "1, 2",
      "x-b": "3",
    });
  });

  test("null removes the headers of the SDK: authorization, accept, content-type", async () => {
    const observed = observedClient({ fetch: () => Response.json(completion()) });
    const headers = { Authorization: null, Accept: null, "Content-Type": null };
    await observed.client.chat.complete(question, { headers });
    expect(observed.requests).toHaveLength(1);
    expect(Object.fromEntries(observed.requests[0]?.headers ?? [])).toEqual({});
  });

  test("null removes a header, undefined keeps it", async () => {
    const client = { httpReferer: "https://garden.test", headers: { "x-a": "client", "x-b": "client" } };
    const call = { headers: { "x-a": null, "x-b": undefined, "HTTP-Referer": null, "x-never": null } };
    expect(await getSentHeaders(client, call)).toEqual({ "x-b": "client" });
  });

  test("empty headers are not sent", async () => {
    expect(
      await getSentHeaders({ httpReferer: "", appTitle: " ", headers: { "x-a": "" } }, { headers: { "x-b": " \t" } }),
    ).toEqual({});
  });

  test("header values are trimmed", async () => {
    expect(await getSentHeaders({}, { headers: { "x-a": " a b\n" } })).toEqual({ "x-a": "a b" });
  });

  test("Latin-1 header values are sent", async () => {
    expect(await getSentHeaders({ appTitle: "Café" })).toEqual({ "x-openrouter-title": "Café" });
  });

  test("a custom Accept header is sent", async () => {
    const { client, requests } = observedClient({ fetch: () => sse(events("a")) });
    await client.chat.complete({ ...question, stream: true }, { headers: { Accept: "text/event-stream" } });
    expect(requests[0]?.headers.get("accept")).toBe("text/event-stream");
  });

  test("a call's headers do not change the client's", async () => {
    const { client, requests } = observedClient({
      headers: { "x-a": "client" },
      fetch: () => Response.json(completion()),
    });
    await client.chat.complete(question, { headers: { "x-a": "call", "x-b": "call" } });
    await client.chat.complete(question);
    expect(requests[1]?.headers.get("x-a")).toBe("client");
    expect(requests[1]?.headers.has("x-b")).toBe(false);
  });
});

describe("an invalid header is an InvalidRequestError with its name and without its value", () => {
  const invalidHeaders: [string, string, string][] = [
    ["a line break", "X-A", "hunter2\r\nX-Evil: 1"],
    ["LF", "X-A", "hunter2\nb"],
    ["NUL", "X-A", "hunter2\0"],
    ["a character outside Latin-1", "X-A", "hunter2日"],
    ["DEL", "X-A", "hunter2\u007fb"],
    ["a name with a space", "X A", "hunter2"],
    ["a name with a line break", "X-A\r\nX-Evil", "hunter2"],
    ["a name with a colon", "X-A:", "hunter2"],
    ["an empty name", "", "hunter2"],
    ["a name outside ASCII", "X-Ä", "hunter2"],
  ];
  test.each(invalidHeaders)("%s", async (_, name, value) => {
    for (const options of [{ headers: { [name]: value } }, { fetchOptions: { headers: { [name]: value } } }]) {
      const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
      const error = await getRejection(client.chat.complete(question, options));
      expect(InvalidRequestError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain(JSON.stringify(name).slice(1, -1));
      expect((error as Error).message).not.toContain("hunter2");
      expect(requests).toHaveLength(0);
    }
  });
});
