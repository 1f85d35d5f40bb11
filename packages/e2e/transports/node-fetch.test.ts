import dns from "node:dns";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { createClient } from "@org/client";
import { OpenRouter } from "@org/sdk";
import { nodeFetch } from "@org/sdk/node.js";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import { reserveRefusedPort } from "@org/test-server/fault-server/refused-port.ts";
import { listen, type ListeningServer } from "@org/test-server/listen.ts";
import { bodyReader, readUntil } from "@org/test-server/read-until.ts";
import { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

/** The responses of the server by path. */
const responses: Record<string, Respond> = {
  "/echo": (response, request) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method, url, headers } = request;
      const type = headers["content-type"]?.replace(/boundary=.*/, "boundary");
      response.end(JSON.stringify({ method, url, type, own: headers["x-own"], size: Buffer.concat(parts).length }));
    });
  },
  "/words": (response) =>
    response.writeHead(200, "All is well", { "x-a": ["1", "2"], "set-cookie": ["a=1", "b=2"] }).end("é"),
  "/204": (response) => response.writeHead(204).end(),
  "/205": (response) => response.writeHead(205).end(),
  "/304": (response) => response.writeHead(304).end(),
  "/404": (response) => response.writeHead(404, { "content-type": "text/html" }).end("<p>no"),
  "/999": (response) => response.writeHead(999).end("odd"),
  "/302": (response) => response.writeHead(302, { location: "/words" }).end(),
  "/latin1": (response) => response.writeHead(200, { "x-name": "caf\u00e9" }).end(),
  "/hints": (response) => {
    response.writeEarlyHints({ link: "</a.css>; rel=preload" });
    response.end("after");
  },
  "/gzip": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("zipped")),
  "/x-gzip": (response) => response.writeHead(200, { "content-encoding": "X-GZIP" }).end(gzipSync("zipped")),
  "/deflate": (response) => response.writeHead(200, { "content-encoding": "deflate" }).end(deflateSync("zipped")),
  "/identity": (response) => response.writeHead(200, { "content-encoding": "identity" }).end("plain"),
  "/gzip-404": (response) => response.writeHead(404, { "content-encoding": "gzip" }).end(gzipSync("zipped")),
  "/br": (response) => response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("zipped")),
  "/chat/completions": (response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(completion("Hi"))),
  "/404/chat/completions": (response) =>
    response.writeHead(404).end('{"error":{"code":404,"message":"No such model"}}'),
  "/drop": (response) => response.destroy(),
  "/truncated": (response) => {
    // Ends with a FIN, not a reset, so that the client reads the bytes before it.
    response.writeHead(200, { "content-length": 100 }).write("some", () => response.destroy());
  },
  "/stalled": (response) => void response.writeHead(200, { "content-length": 100 }).write("some"),
  "/never": () => {},
};

const server = createServer((request, response) => responses[request.url?.split("?")[0] ?? ""]?.(response, request));
let listening: ListeningServer;
let base = "";
const sockets = new Set<unknown>();
beforeAll(async () => {
  server.on("connection", (socket) => sockets.add(socket));
  listening = await listen(server);
  base = listening.url;
});
afterAll(() => listening[Symbol.asyncDispose]());

/** Returns the response of a fetch, or its error, as a plain object. */
async function summarize(
  fetch: typeof globalThis.fetch,
  ...args: Parameters<typeof globalThis.fetch>
): Promise<unknown> {
  try {
    const response = await fetch(...args);
    const { status, statusText, ok, url, headers } = response;
    const compared = [...headers].filter(
      ([name]) => !["date", "connection", "keep-alive", "transfer-encoding"].includes(name),
    );
    return {
      status,
      statusText,
      ok,
      url,
      headers: compared,
      text: await response.text(),
      hasBody: response.body !== null,
    };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

function createForm(): FormData {
  const data = new FormData();
  data.append("a", "b");
  return data;
}

function parseEcho(value: unknown): unknown {
  return JSON.parse((value as { text: string }).text);
}

describe("nodeFetch has the same outcome as the fetch of Node", () => {
  const fetchUnderTest = nodeFetch();

  test.each(Object.keys(responses).filter((path) => !["/never", "/stalled", "/br", "/echo"].includes(path)))(
    "for a response of %s",
    async (path) => {
      const init: RequestInit = { redirect: "manual" };
      expect(await summarize(fetchUnderTest, base + path, init)).toEqual(
        await summarize(globalThis.fetch, base + path, init),
      );
    },
  );

  test.each<[string, () => RequestInit]>([
    ["no body", () => ({ method: "POST" })],
    ["text", () => ({ method: "POST", body: "Grüße", headers: { "content-type": "text/x" } })],
    ["bytes", () => ({ method: "PUT", body: new Uint8Array([1, 2, 3]), headers: new Headers({ "X-Own": "1" }) })],
    ["a view of bytes", () => ({ method: "POST", body: new Uint8Array([1, 2, 3, 4]).subarray(1, 3) })],
    ["a buffer", () => ({ method: "POST", body: new Uint8Array(9).buffer })],
    ["a blob", () => ({ method: "POST", body: new Blob(["abc"], { type: "text/y" }) })],
    ["a form", () => ({ method: "POST", body: createForm() })],
    ["parameters", () => ({ method: "POST", body: new URLSearchParams({ a: "b" }) })],
    ["headers as pairs", () => ({ headers: [["x-own", "1"]] })],
    ["no options", () => ({})],
  ])("for a request with %s", async (_, createInit) => {
    const [actual, expected] = [
      await summarize(fetchUnderTest, `${base}/echo?a=%20b`, createInit()),
      await summarize(fetch, `${base}/echo?a=%20b`, createInit()),
    ];
    // The fetch of Node adds text/plain to text without a content-type. The SDK always sends one.
    expect(parseEcho(actual)).toEqual(parseEcho(expected));
  });

  test.each<[string, (url: string) => RequestInfo | URL]>([
    ["a URL", (url) => new URL(url)],
    ["a Request", (url) => new Request(url, { method: "POST", body: "abc", headers: { "x-own": "1" } })],
  ])("for %s as input", async (_, input) => {
    expect(await summarize(fetchUnderTest, input(`${base}/echo`))).toEqual(
      await summarize(fetch, input(`${base}/echo`)),
    );
  });

  test("for a refused connection, an unknown host and an invalid URL", async () => {
    const refused = await reserveRefusedPort();
    onTestFinished(() => refused.release());
    // The error code of a real name server depends on the network.
    const notFound = Object.assign(new Error("getaddrinfo ENOTFOUND nowhere.invalid"), { code: "ENOTFOUND" });
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(((...args: unknown[]) => {
      (args.at(-1) as (error: Error) => void)(notFound);
    }) as typeof dns.lookup);
    onTestFinished(() => lookup.mockRestore());
    for (const [url, code] of [
      [`http://127.0.0.1:${refused.port}`, "ECONNREFUSED"],
      ["http://nowhere.invalid", "ENOTFOUND"],
    ] as const) {
      const causes = await Promise.all(
        [fetchUnderTest, fetch].map((each) =>
          each(url).then(
            () => undefined,
            (error: Error) => (error.cause as { code?: string }).code,
          ),
        ),
      );
      expect(causes).toEqual([code, code]);
      expect(await summarize(fetchUnderTest, url)).toEqual({ name: "TypeError", message: "fetch failed" });
    }
    expect(await summarize(fetchUnderTest, "nowhere")).toMatchObject({ name: "TypeError" });
  });

  test("for an abort before the request, before the response and during the body", async () => {
    const reason = new RangeError("custom");
    await expect(fetchUnderTest(`${base}/words`, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);

    const beforeResponse = new AbortController();
    const requested = once(server, "request");
    const error = fetchUnderTest(`${base}/never`, { signal: beforeResponse.signal }).catch((thrown: unknown) => thrown);
    await requested;
    beforeResponse.abort(reason);
    expect(await error).toBe(reason);

    const duringBody = new AbortController();
    const reader = bodyReader(await fetchUnderTest(`${base}/stalled`, { signal: duringBody.signal }));
    await readUntil(reader, "some");
    duringBody.abort(reason);
    await expect(reader.read()).rejects.toBe(reason);
  });
});

test("nodeFetch does not follow redirects by default", async () => {
  expect(await summarize(nodeFetch(), `${base}/302`)).toMatchObject({ status: 302 });
});

test("nodeFetch rejects with an error that names an unsupported content-encoding", async () => {
  const error: unknown = await nodeFetch()(`${base}/br`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    message: "fetch failed",
    cause: { message: expect.stringContaining('unsupported content-encoding "br"') },
  });
});

test("nodeFetch reuses connections, after error responses too", async () => {
  const openRouter = new OpenRouter({
    apiKey: "k",
    serverURL: base,
    fetch: nodeFetch(),
    retryConfig: { strategy: "none" },
  });
  const before = sockets.size;
  for (let call = 0; call < 10; call++) {
    const { choices } = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
    expect(choices[0]?.message.content).toBe("Hi");
    await openRouter.chat
      .complete({ messages: [{ role: "user", content: "Hello" }] }, { serverURL: `${base}/404` })
      .catch(() => {});
  }
  // For 20 calls. Measured: 2, in each of 300 rounds on a busy machine. undici opens another connection while the last
  // one is still in use, with the fetch of Node too.
  expect(sockets.size - before).toBeLessThanOrEqual(4);
});

test("nodeFetch works with the raw client", async () => {
  const client = createClient({ apiKey: "k", serverURL: base, fetch: nodeFetch() });
  const { data } = await client.POST("/chat/completions", { body: { messages: [{ role: "user", content: "Hello" }] } });
  expect(data?.choices[0]?.message.content).toBe("Hi");
});

test("a custom dispatcher sends the requests of a client, or of one call", async () => {
  const dispatched: string[] = [];
  const createSpy = (name: string): Agent => {
    const agent = new Agent();
    const dispatch = agent.dispatch.bind(agent);
    vi.spyOn(agent, "dispatch").mockImplementation((options, handler) => {
      dispatched.push(name);
      return dispatch(options, handler);
    });
    return agent;
  };
  const fetch = nodeFetch({ dispatcher: createSpy("client") });
  const openRouter = new OpenRouter({ apiKey: "k", serverURL: base, fetch });
  const question = { messages: [{ role: "user" as const, content: "Hello" }] };
  await openRouter.chat.complete(question);
  const fetchOptions: RequestInit & { dispatcher: Agent } = { dispatcher: createSpy("call") };
  await openRouter.chat.complete(question, { fetchOptions });
  expect(dispatched).toEqual(["client", "call"]);
});

test("nodeFetch uses the proxy of the environment, except for the hosts of NO_PROXY", async () => {
  const requested: string[] = [];
  const proxy = createServer((request, response) => {
    requested.push(request.url ?? "");
    responses["/chat/completions"]?.(response, request);
  });
  proxy.on("connect", (request, socket) => {
    requested.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  const { url } = await listen(proxy);
  try {
    for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"]) vi.stubEnv(name, url);
    for (const name of ["NO_PROXY", "no_proxy"]) vi.stubEnv(name, "127.0.0.1");
    await summarize(nodeFetch(), "http://api.test/chat/completions");
    expect(requested.join()).toContain("api.test");
    expect(await summarize(nodeFetch(), `${base}/words`)).toMatchObject({ status: 200 });
    expect(requested).toHaveLength(1);
  } finally {
    vi.unstubAllEnvs();
    proxy.close();
  }
});

test("nodeFetch does not read a body ahead of the caller", async () => {
  const pieces = 1_280;
  const piece = Buffer.alloc(64 * 1024);
  const written: number[] = [];
  responses["/flood"] = (response) => {
    const call = written.push(0) - 1;
    const write = (): void => {
      while (!response.destroyed && (written[call] ?? 0) < pieces) {
        written[call] = (written[call] ?? 0) + 1;
        if (!response.write(piece)) return void response.once("drain", write);
      }
      response.end();
    };
    write();
  };
  const fetch = nodeFetch();
  const reader = bodyReader(await fetch(`${base}/flood`));
  await reader.read();
  // A fetch that reads ahead receives all 80 MB while another body of that size is read to its end.
  expect((await (await fetch(`${base}/flood`)).arrayBuffer()).byteLength).toBe(pieces * piece.length);
  // Measured: 60 of 1,280 pieces, 4 MB, in the buffers of the sockets on both sides.
  expect(written[0]).toBeLessThan(pieces / 2);
  await reader.cancel();
});
