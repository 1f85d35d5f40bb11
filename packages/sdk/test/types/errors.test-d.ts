import { describe, expectTypeOf, test } from "vitest";
import type { BudgetExceededError } from "../../src/budget.ts";
import { errors } from "../../src/index.ts";
import type { ChatCompleteError } from "../../src/models/errors.ts";

declare const error: ChatCompleteError;
declare const thrown: unknown;

/** Compiles only if each error has a unique name and a case. */
function describeError(failure: ChatCompleteError): string {
  switch (failure.name) {
    case "ChatCompletionError":
      return failure.error.message;
    case "OpenRouterDefaultError":
      return failure.body;
    case "ResponseValidationError":
      return failure.rawText;
    case "ConnectionError":
    case "RequestTimeoutError":
      return failure.kind;
    case "RequestAbortedError":
    case "InvalidRequestError":
    case "BudgetExceededError":
    case "UnexpectedClientError":
      return failure.message;
  }
}

describe("ChatCompleteError", () => {
  test("ChatCompleteError is the union of every error of a call", () => {
    expectTypeOf<ChatCompleteError>().toEqualTypeOf<
      | errors.ChatCompletionError
      | errors.OpenRouterDefaultError
      | errors.ResponseValidationError
      | errors.ConnectionError
      | errors.RequestTimeoutError
      | errors.RequestAbortedError
      | errors.InvalidRequestError
      | BudgetExceededError
      | errors.UnexpectedClientError
    >();
    expectTypeOf<errors.ChatCompleteError>().toEqualTypeOf<ChatCompleteError>();
    expectTypeOf(error).toExtend<Error>();
    expectTypeOf(error.attempts).toEqualTypeOf<number>();
  });

  test("isInstance narrows ChatCompleteError and a thrown value", () => {
    if (errors.ChatCompletionError.isInstance(thrown)) {
      expectTypeOf(thrown).toEqualTypeOf<errors.ChatCompletionError>();
      expectTypeOf(thrown.error.code).toEqualTypeOf<number | string | null | undefined>();
      expectTypeOf(thrown.statusCode).toEqualTypeOf<number>();
      expectTypeOf(thrown.retryAfterMs).toEqualTypeOf<number | undefined>();
    }
    if (errors.RequestTimeoutError.isInstance(error)) {
      expectTypeOf(error.kind).toEqualTypeOf<"attempt" | "idle" | "runtime">();
      expectTypeOf(error.timeoutMs).toEqualTypeOf<number | undefined>();
    }
    if (errors.ConnectionError.isInstance(error)) {
      expectTypeOf(error.kind).toEqualTypeOf<"refused" | "dns" | "reset" | "truncated" | "tls" | "network">();
    }
    if (errors.ResponseValidationError.isInstance(error)) expectTypeOf(error.rawText).toEqualTypeOf<string>();
    if (errors.OpenRouterError.isInstance(error)) {
      expectTypeOf(error.statusCode).toEqualTypeOf<number>();
      expectTypeOf(error.isRetryable).toEqualTypeOf<boolean>();
    } else expectTypeOf(error).toExtend<errors.HTTPClientError>();
  });

  test("instanceof narrows ChatCompleteError", () => {
    expectTypeOf(error instanceof errors.ChatCompletionError ? error.error.message : "").toEqualTypeOf<string>();
    expectTypeOf(error instanceof errors.HTTPClientError ? error : undefined).toExtend<
      errors.HTTPClientError | undefined
    >();
  });

  test("name narrows ChatCompleteError", () => {
    expectTypeOf(
      error.name === "ChatCompletionError" ? error : null,
    ).toEqualTypeOf<errors.ChatCompletionError | null>();
    expectTypeOf(error.name === "RequestTimeoutError" ? error.timeoutMs : null).toEqualTypeOf<
      number | undefined | null
    >();
    // @ts-expect-error -- there is no such error
    expectTypeOf(error.name === "TimeoutError").toBeBoolean();
  });

  test("a switch over the name of ChatCompleteError is exhaustive", () => {
    expectTypeOf(describeError).returns.toBeString();
  });
});

test("every error of a call has a code, isRetryable and retryAfterMs", () => {
  expectTypeOf(error.code).toEqualTypeOf<
    | `http_${number}`
    | "invalid_response"
    | `connection_${errors.ConnectionErrorKind}`
    | `timeout_${errors.RequestTimeoutKind}`
    | "aborted"
    | "invalid_request"
    | "budget_exceeded"
    | "unexpected_error"
  >();
  expectTypeOf(error.isRetryable).toEqualTypeOf<boolean>();
  expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
  if (errors.RequestTimeoutError.isInstance(error)) {
    expectTypeOf(error.code).toEqualTypeOf<"timeout_attempt" | "timeout_idle" | "timeout_runtime">();
  }
});

test("the init of an error requires the fields of its class", () => {
  expectTypeOf<ConstructorParameters<typeof errors.APIError>>().toEqualTypeOf<[string, errors.APIErrorInit]>();
  expectTypeOf<ConstructorParameters<typeof errors.ResponseValidationError>>().toEqualTypeOf<
    [string, errors.ResponseValidationErrorInit]
  >();
});

test("fields of errors are readonly", () => {
  expectTypeOf<Pick<errors.OpenRouterError, "statusCode">>().toEqualTypeOf<{ readonly statusCode: number }>();
  expectTypeOf<Pick<errors.HTTPClientError, "attempts">>().toEqualTypeOf<{ readonly attempts: number }>();
});
