import assert from "node:assert/strict";
import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import type { FaultServer } from "@org/test-server/fault-server/server.ts";

/** A way to the upstream server that leads through the server under test. */
export interface Target {
  readonly client: SDKOptions;
  readonly model: string;
  /** The server behind the one under test, which does what a case says. */
  readonly upstream: FaultServer;
  /** Whether the server ends an upstream completion whose caller has left. A stream it must end always. */
  readonly cancelsCompletions: boolean;
  /** Whether the server holds back the events of a stream that it compresses. */
  readonly holdsBackCompressed?: boolean;
  /** The header in which the server sends its id of a request. */
  readonly requestIdHeader: string;
}

/** Resolves with what was seen, for the table; rejects when the SDK broke a promise. */
export type Case = (target: Target) => Promise<string>;
export type Cases = Readonly<Record<string, Case>>;

/** A client that retries once without waiting. */
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

/** The error of a call that must fail with this class, in words that can stand in a log line. */
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

/** Messages are short, on one line, and free of markup. */
export function assertReadable(message: string): void {
  assert(message.length <= 600, `The message has ${message.length} characters: ${message}`);
  assert(!/[\r\n]/.test(message), `The message has a line break: ${JSON.stringify(message)}`);
  assert(!/<\/?[a-z!]/i.test(message), `The message has markup: ${message}`);
}

/** The body of a request that the upstream server received. */
export function readRequest(exchange: Exchange | undefined): unknown {
  return JSON.parse(exchange?.body.toString() ?? "null");
}
