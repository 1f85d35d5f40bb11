import { ChatCompletionError, HTTPClientError, OpenRouterError, ResponseValidationError } from "@org/sdk/models/errors";
import { withValues, type Fact } from "./facts.ts";

/** An error as the page shows it: its class, its message and its fields. */
export interface ErrorFacts {
  readonly title: string;
  readonly message: string;
  readonly facts: Fact[];
}

export function getErrorFacts(error: unknown): ErrorFacts {
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: getErrorTitle(error),
    message,
    facts: withValues([...getResponseFacts(error), ...getClientFacts(error)]),
  };
}

export function getErrorTitle(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

type Row = readonly [string, string | undefined];

/** Returns the fields of an error response. */
function getResponseFacts(error: unknown): Row[] {
  if (!OpenRouterError.isInstance(error)) return [];
  return [
    ["statusCode", String(error.statusCode)],
    ["isRetryable", String(error.isRetryable)],
    ["retryAfterMs", error.retryAfterMs?.toString()],
    ["attempts", String(error.attempts)],
    ["requestId", error.requestId],
    ...(ChatCompletionError.isInstance(error) ? getBodyFacts(error) : []),
    ["rawText", ResponseValidationError.isInstance(error) ? error.rawText : undefined],
  ];
}

function getBodyFacts({ error, userId, partial }: ChatCompletionError): Row[] {
  return [
    ["error.code", error.code === undefined ? undefined : String(error.code)],
    ["error.message", error.message],
    ["error.metadata", error.metadata === undefined ? undefined : JSON.stringify(error.metadata, null, 2)],
    ["userId", userId],
    ["partial", partial === undefined ? undefined : JSON.stringify(partial, null, 2)],
  ];
}

/** Returns the fields of an error without a response. */
function getClientFacts(error: unknown): Row[] {
  if (!HTTPClientError.isInstance(error)) return [];
  const kind = "kind" in error && typeof error.kind === "string" ? error.kind : undefined;
  return [
    ["kind", kind],
    ["attempts", String(error.attempts)],
    ["cause", error.cause === undefined ? undefined : String(error.cause)],
  ];
}
