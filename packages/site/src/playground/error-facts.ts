import { ChatCompletionError, HTTPClientError, OpenRouterError, ResponseValidationError } from "@org/sdk/models/errors";
import { present, type Fact } from "./facts.ts";

/** An error as the page shows it: its class, its message, and its own fields. */
export interface ErrorFacts {
  readonly title: string;
  readonly message: string;
  readonly facts: Fact[];
}

export function errorFacts(error: unknown): ErrorFacts {
  const message = error instanceof Error ? error.message : String(error);
  return { title: titleOf(error), message, facts: present([...answerFacts(error), ...clientFacts(error)]) };
}

export function titleOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

type Row = readonly [string, string | undefined];

/** Of an answer that is an error. */
function answerFacts(error: unknown): Row[] {
  if (!OpenRouterError.isInstance(error)) return [];
  return [
    ["statusCode", String(error.statusCode)],
    ["isRetryable", String(error.isRetryable)],
    ["retryAfterMs", error.retryAfterMs?.toString()],
    ["attempts", String(error.attempts)],
    ["requestId", error.requestId],
    ...(ChatCompletionError.isInstance(error) ? bodyFacts(error) : []),
    ["rawText", ResponseValidationError.isInstance(error) ? error.rawText : undefined],
  ];
}

function bodyFacts({ error, userId, partial }: ChatCompletionError): Row[] {
  return [
    ["error.code", error.code === undefined ? undefined : String(error.code)],
    ["error.message", error.message],
    ["error.metadata", error.metadata === undefined ? undefined : JSON.stringify(error.metadata, null, 2)],
    ["userId", userId],
    ["partial", partial === undefined ? undefined : JSON.stringify(partial, null, 2)],
  ];
}

/** Of a call that got no answer. */
function clientFacts(error: unknown): Row[] {
  if (!HTTPClientError.isInstance(error)) return [];
  const kind = "kind" in error && typeof error.kind === "string" ? error.kind : undefined;
  return [
    ["kind", kind],
    ["attempts", String(error.attempts)],
    ["cause", error.cause === undefined ? undefined : String(error.cause)],
  ];
}
