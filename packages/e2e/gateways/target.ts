import assert from "node:assert/strict";
import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import type { FaultServer } from "@org/test-server/fault-server/server.ts";

/** A path to the upstream server through a gateway. */
export interface Target {
  readonly client: SDKOptions;
  readonly model: string;
  /** The server that the gateway forwards to. Each case sets its responses. */
  readonly upstream: FaultServer;
  /** Whether the gateway cancels an upstream completion when the caller disconnects. It must always cancel a stream. */
  readonly cancelsCompletions: boolean;
  /** Whether the gateway delays the events of a compressed stream. */
  readonly delaysCompressed?: boolean;
  /** The header that contains the gateway's ID of a request. */
  readonly requestIdHeader: string;
}

/** Resolves with the outcome for the table, or rejects when an assertion fails. */
export type Case = (target: Target) => Promise<string>;
export type Cases = Readonly<Record<string, Case>>;

/** Creates a client that retries once, after 1 ms. */
export function createClient({ client }: Pick<Target, "client">, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({
    retryConfig: { strategy: "backoff", backoff: { initialInterval: 1, maxInterval: 2 }, maxRetries: 1 },
    timeoutMs: 30_000,
    idleTimeoutMs: 30_000,
    ...client,
    ...options,
  });
}

export function createRequest({ model }: Pick<Target, "model">) {
  return { model, messages: [{ role: "user", content: "Say hello." }] } satisfies ChatCompletionCreateParams;
}

/** The class of an error. */
interface ErrorClass<E> {
  readonly name: string;
  isInstance(value: unknown): value is E;
}

/** Returns the error of a call that must fail with this class and with a readable message. */
export async function getError<E>(call: () => Promise<unknown>, type: ErrorClass<E>): Promise<E & Error> {
  let error: unknown;
  try {
    await call();
  } catch (thrown) {
    error = thrown;
  }
  assert(error !== undefined, `Expected ${type.name}, but the call succeeded`);
  assert(type.isInstance(error) && error instanceof Error, `Expected ${type.name}, got ${String(error)}`);
  assertReadable(error.message);
  return error;
}

/** Asserts that a message is short, on one line, and without markup. */
export function assertReadable(message: string): void {
  assert(message.length <= 600, `The message has ${message.length} characters: ${message}`);
  assert(!/[\r\n]/.test(message), `The message has a line break: ${JSON.stringify(message)}`);
  assert(!/<\/?[a-z!]/i.test(message), `The message has markup: ${message}`);
}

/** Parses the body of a request that the upstream server received. */
export function parseRequest(exchange: Exchange | undefined): unknown {
  return JSON.parse(exchange?.body.toString() ?? "null");
}
