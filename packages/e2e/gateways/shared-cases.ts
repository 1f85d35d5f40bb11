import assert from "node:assert/strict";
import { chatParse } from "@org/sdk/funcs/chatParse.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { ChatCompletionError, OpenRouterError, RequestAbortedError, RequestTimeoutError } from "@org/sdk/models/errors";
import { nodeFetch } from "@org/sdk/node.js";
import { chunk, chunks, completion, errorBody, greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import type { Handler } from "@org/test-server/fault-server/handler-registry.ts";
import * as z from "zod";
import {
  describeError,
  identity,
  isTypedError,
  openImmediateStream,
  openStream,
  readAll,
  readTruncated,
  readInStep,
  readUntilError,
} from "./streams.ts";
import { type Cases, createClient, createRequest, getError, parseRequest, type Target } from "./target.ts";
import { runTools } from "./tools.ts";

/** The cases that each gateway and proxy must pass. Each case sets the responses of the upstream server. */
export const sharedCases: Cases = {
  completion: async (target) => {
    target.upstream.script([faults.completion]);
    const call = createClient(target).chat.complete(createRequest(target));
    const { value, response, requestId, attempts } = await call.withResponse();
    assert.equal(value.choices[0]?.message.content, greeting);
    assert.equal(value.usage?.total_tokens, 13);
    assert.equal(attempts, 1);
    assert(requestId);
    assert.equal(requestId, response.headers.get(target.requestIdHeader));
    return `usage 13 tokens, requestId from ${target.requestIdHeader}`;
  },

  stream: async (target) => {
    target.upstream.script([faults.stream]);
    const request = { ...createRequest(target), stream: true as const, stream_options: { include_usage: true } };
    const { text, usage } = await readAll(await createClient(target).chat.complete(request));
    assert.equal(text, greeting);
    assert.equal(usage, 13);
    return `complete, usage ${usage} tokens`;
  },

  chatStream: async (target) => {
    target.upstream.script([faults.stream]);
    const request = { ...createRequest(target), stream_options: { include_usage: true } };
    const { choices, usage } = await chatStream(createClient(target), request).finalCompletion();
    assert.equal(choices[0]?.message.content, greeting);
    assert.equal(choices[0]?.finish_reason, "stop");
    assert.equal(usage?.total_tokens, 13);
    return "equal to the completion";
  },

  "event by event, accept-encoding: identity": (target) =>
    readInStep(target, () => openStream(target, { headers: identity })),

  "event by event, nodeFetch": (target) =>
    readInStep(target, () => openStream(target, { fetch: target.client.fetch ?? nodeFetch() })),

  tools: (target) => runTools(target, false),
  "tools, streamed": (target) => runTools(target, true),

  parse: async (target) => {
    const { upstream } = target;
    upstream.script([(exchange) => exchange.sendJSON(200, completion('{"name":"Oslo","inhabitants":720000}'))]);
    const schema = z.object({ name: z.string(), inhabitants: z.int() });
    const result = await chatParse(createClient(target), createRequest(target), schema);
    if (!result.ok) throw result.error;
    assert.deepEqual(result.value.parsed, { name: "Oslo", inhabitants: 720_000 });
    const { response_format: format } = parseRequest(upstream.requests.at(-1)) as {
      response_format?: { json_schema?: { schema?: { type?: string } } };
    };
    assert.equal(format?.json_schema?.schema?.type, "object");
    return "response_format reached the upstream server";
  },

  "429, then a completion": async (target) => {
    target.upstream.script([
      (exchange) => exchange.sendJSON(429, errorBody(429, "Slow down"), { "retry-after": "0" }),
      faults.completion,
    ]);
    const { attempts } = await createClient(target).chat.complete(createRequest(target)).withResponse();
    assert.equal(attempts, 2);
    return "retried";
  },

  "error 400": async (target) => {
    target.upstream.script([(exchange) => exchange.sendJSON(400, errorBody(400, "max_tokens is too large"))]);
    const error = await getError(() => createClient(target).chat.complete(createRequest(target)), ChatCompletionError);
    assert.equal(error.statusCode, 400);
    assert.equal(error.isRetryable, false);
    assert.equal(error.requestId, error.headers.get(target.requestIdHeader));
    assert.match(error.message, /max_tokens is too large/);
    return error.message;
  },

  "HTML page of the upstream server": async (target) => {
    target.upstream.on(faults["html-error-page"]);
    const error = await getError(() => createClient(target).chat.complete(createRequest(target)), OpenRouterError);
    assert(error.statusCode >= 500);
    assert.equal(error.isRetryable, true);
    assert.equal(error.attempts, 2);
    return `${error.name}: ${error.message}`;
  },

  "error event first": async (target) => {
    target.upstream.on(faults["error-first"]);
    const error = await getError(() => openImmediateStream(target), ChatCompletionError);
    assert.match(error.message, /The provider disconnected/);
    return `${error.message} (attempts ${error.attempts}, isRetryable ${error.isRetryable})`;
  },

  "error event in mid-stream": async (target) => {
    target.upstream.on(faults["error-in-stream"]);
    const { text, error } = await readUntilError(await openImmediateStream(target), ChatCompletionError);
    assert.equal(text, firstWords);
    assert.match(error.message, /The provider disconnected/);
    assert.equal(error.isRetryable, false);
    return error.message;
  },

  "completion truncated": async (target) => {
    target.upstream.on(faults["content-length-truncated"]);
    const call = () => createClient(target).chat.complete(createRequest(target));
    return describeError(await getError(call, { name: "a typed error", isInstance: isTypedError }));
  },

  "stream truncated by a reset": (target) =>
    readTruncated(target, async (exchange) => {
      await exchange.sendChunk('data: {"id":');
      await exchange.pause(20); // a reset discards what the server has not read yet
      exchange.reset();
    }),

  "stream truncated by a FIN": (target) =>
    readTruncated(target, async (exchange) => {
      await exchange.sendChunk('data: {"id":');
      await exchange.end();
    }),

  "stream sends nothing": async (target) => {
    target.upstream.on(faults["stall-in-stream"]);
    const { text, error } = await readUntilError(
      await openImmediateStream(target, { idleTimeoutMs: 500 }),
      RequestTimeoutError,
    );
    assert.equal(text, firstWords);
    assert.equal(error.kind, "idle");
    return await waitUntilClosed(target);
  },

  "completion times out": async (target) => {
    target.upstream.on(faults["stall-before-headers"]);
    const call = () =>
      createClient(target).chat.complete(createRequest(target), { timeoutMs: 500, retries: { strategy: "none" } });
    const error = await getError(call, RequestTimeoutError);
    assert.equal(error.kind, "attempt");
    return target.cancelsCompletions ? await waitUntilClosed(target) : "not passed on by the gateway";
  },

  "completion aborted": async (target) => {
    const controller = new AbortController();
    target.upstream.on((exchange) => {
      controller.abort(new Error("Enough"));
      return exchange.stall();
    });
    const { signal } = controller;
    const call = () => createClient(target).chat.complete(createRequest(target), { signal });
    const error = await getError(call, RequestAbortedError);
    assert.equal(error.cause, signal.reason);
    return target.cancelsCompletions ? await waitUntilClosed(target) : "not passed on by the gateway";
  },

  "stream aborted": async (target) => {
    target.upstream.on(endlessStream);
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      for await (const _ of await openImmediateStream(target, { signal })) controller.abort(new Error("Enough"));
    };
    const error = await getError(read, RequestAbortedError);
    assert.equal(error.cause, signal.reason);
    return await waitUntilClosed(target);
  },

  "stream left with break": async (target) => {
    target.upstream.on(endlessStream);
    for await (const _ of await openImmediateStream(target)) break;
    return await waitUntilClosed(target);
  },
};

/** The text of the faults that fail after the first chunks. */
const firstWords = chunks()
  .slice(0, 2)
  .map(({ choices }) => (choices as ChatCompletionChunk["choices"])[0]?.delta.content)
  .join("");

const endlessStream: Handler = async (exchange) => {
  await exchange.startStream();
  while (await exchange.sendEvent(chunk("more "))) await exchange.pause(5);
};

/** Waits until the connection of the last request to the upstream server is closed. */
async function waitUntilClosed({ upstream }: Target): Promise<string> {
  const exchange = upstream.requests.at(-1);
  assert(exchange, "The upstream server must have received a request");
  await exchange.closed;
  return "disconnected upstream";
}
