import type {
  ChatCompletion,
  ChatCompletionCreateParams,
  ChatCompletionMessage,
  ResponseFormatJSONSchemaDefinition,
} from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import {
  InvalidOutputError,
  OutputError,
  RefusalError,
  TruncatedOutputError,
  type OutputErrorInit,
} from "../errors/output-error.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import {
  formatIssues,
  toJSONSchema,
  validateValue,
  type JSONSchema,
  type OutputOf,
  type SchemaIssue,
  type StandardResult,
  type StandardSchema,
} from "../schema/standard-schema.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { getText } from "../chat-stream/content.ts";
import { findFailure } from "../response/find-failure.ts";
import { chatComplete } from "./chatComplete.ts";

export { InvalidOutputError, OutputError, RefusalError, TruncatedOutputError };
export type { OutputErrorInit };
export type { JSONSchema, OutputOf, SchemaIssue, StandardResult, StandardSchema };

/** Options of {@link chatParse}: those of a call, and what else `response_format` says. */
export interface ChatParseOptions extends RequestOptions {
  /** The schema's name for the model: up to 64 letters, digits, `_` and `-`. Default: `answer`. */
  name?: string | undefined;
  /** What the answer is for; helps the model to fill it in. */
  description?: string | undefined;
  /**
   * `true` makes the answer keep to the schema exactly, at providers that can; others drop out, and only part of JSON
   * Schema is allowed. Default: left to the service, which is `false`.
   */
  strict?: boolean | undefined;
}

/** What a plain JSON Schema needs to be more than a wish: a type guard, such as what `ajv.compile` gives. */
export interface TypeGuard<T> {
  (value: unknown): value is T;
  /** What was wrong with the last value. */
  errors?: readonly { readonly instancePath?: string; readonly message?: string | undefined }[] | null | undefined;
}

/** A value in the structure that was asked for, and the answer in which it came. */
export interface ParsedCompletion<T> {
  /** The value, after validation. */
  parsed: T;
  /** The whole answer. */
  completion: ChatCompletion;
}

/** All that {@link chatParse} can fail with. */
export type ChatParseError = ChatCompleteError | RefusalError | TruncatedOutputError | InvalidOutputError;

/** What is asked, without what {@link chatParse} fills in. */
export type ChatParseRequest = Omit<ChatCompletionCreateParams, "response_format" | "stream">;

/**
 * Asks for an answer in the structure of a schema: fills in `response_format`, parses the answer, and validates it. It
 * never rejects and never throws: what goes wrong is the result's `error`, a {@link RefusalError}, a
 * {@link TruncatedOutputError} or an {@link InvalidOutputError} where an answer came that can't be used. A completion in
 * which a choice failed is a {@link ChatCompletionError} with all choices as its `partial`.
 *
 * @param core an `OpenRouterCore`, or a whole `OpenRouter`
 * @param request what to ask; `response_format` is filled in
 * @param schema of zod, valibot or arktype, which gives the type too; or a plain JSON Schema, whose value is `unknown`
 * unless `options.validate` says what it is. Many providers accept only an object at its root: wrap a list in one
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse } from "@org/sdk/funcs/chatParse.js";
 * import * as z from "zod";
 *
 * const City = z.object({ name: z.string(), inhabitants: z.int() });
 * const result = await chatParse(
 *   new OpenRouterCore(),
 *   { model: "openai/gpt-5-mini", messages: [{ role: "user", content: "Which city is the largest of Norway?" }] },
 *   City,
 * );
 * if (result.ok) console.log(result.value.parsed.name, result.value.parsed.inhabitants);
 * else console.error(result.error.name, result.error.message);
 * ```
 */
export function chatParse<T>(
  core: OpenRouterCore,
  request: ChatParseRequest,
  schema: JSONSchema,
  options: ChatParseOptions & { validate: TypeGuard<T> },
): Promise<Result<ParsedCompletion<T>, ChatParseError>>;
export function chatParse<Schema extends StandardSchema | JSONSchema>(
  core: OpenRouterCore,
  request: ChatParseRequest,
  schema: Schema,
  options?: ChatParseOptions,
): Promise<Result<ParsedCompletion<OutputOf<Schema>>, ChatParseError>>;
export async function chatParse(
  core: OpenRouterCore,
  request: ChatParseRequest,
  schema: StandardSchema | JSONSchema,
  options: ChatParseOptions & { validate?: TypeGuard<unknown> } = {},
): Promise<Result<ParsedCompletion<unknown>, ChatParseError>> {
  try {
    const { name, description, strict, validate, ...callOptions } = options;
    if (validate !== undefined && typeof validate !== "function") {
      throw new InvalidRequestError("options.validate must be a function");
    }
    const asked = askedFor(request, {
      name: name ?? "answer",
      description,
      schema: toJSONSchema(schema, "The schema"),
      strict,
    });
    const result = await chatComplete(core, asked, callOptions);
    if (!result.ok) return result;
    const { value: completion, ...answer } = result;
    const failure = findFailure(core, result);
    if (failure) return { ok: false, error: failure, response: result.response, attempts: result.attempts };
    try {
      return {
        ...answer,
        value: { parsed: await parsedOf(completion, schema, validate, answer.attempts), completion },
      };
    } catch (thrown) {
      const { response, attempts } = answer;
      return { ok: false, error: outputError(thrown, attempts), response, attempts };
    }
  } catch (cause) {
    const error = InvalidRequestError.isInstance(cause)
      ? cause
      : new InvalidRequestError(`The request or the options can't be read: ${getErrorMessage(cause)}`, { cause });
    return { ok: false, error, attempts: 0 };
  }
}

type Asked = ChatParseRequest & Pick<ChatCompletionCreateParams, "response_format">;

function askedFor(request: ChatParseRequest, definition: ResponseFormatJSONSchemaDefinition): Asked {
  for (const key of ["response_format", "stream"] as const) {
    if ((request as ChatCompletionCreateParams | undefined)?.[key]) {
      throw new InvalidRequestError(`request.${key} must be left out: chatParse sets it`);
    }
  }
  return { ...request, response_format: { type: "json_schema", json_schema: definition } };
}

/** @throws OutputError for an answer that is not what was asked for */
async function parsedOf(
  completion: ChatCompletion,
  schema: StandardSchema | JSONSchema,
  validate: TypeGuard<unknown> | undefined,
  attempts: number,
): Promise<unknown> {
  const [choice] = completion.choices;
  // A server may leave the message out, though the types don't say so.
  const message: Partial<ChatCompletionMessage> = choice?.message ?? {};
  const init = { text: getText(message.content), completion };
  if (message.refusal) throw new RefusalError(message.refusal, init);
  if (choice?.finish_reason === "content_filter") throw new RefusalError(undefined, init);
  if (choice?.finish_reason === "length") throw new TruncatedOutputError(init);
  const value = jsonOf(init);
  const outcome = await check(value, schema, validate, attempts);
  if (!outcome.issues) return outcome.value;
  const { issues } = outcome;
  throw new InvalidOutputError("schema", `The answer does not fit the schema: ${formatIssues(issues)}`, {
    ...init,
    issues,
  });
}

function jsonOf(init: OutputErrorInit): unknown {
  try {
    return JSON.parse(init.text);
  } catch (cause) {
    const problem = init.text ? `The answer is no JSON: ${getErrorMessage(cause)}` : "The answer has no text";
    throw new InvalidOutputError("json", problem, { ...init, cause });
  }
}

async function check(
  value: unknown,
  schema: StandardSchema | JSONSchema,
  validate: TypeGuard<unknown> | undefined,
  attempts: number,
): Promise<StandardResult<unknown>> {
  try {
    return validate ? guarded(validate, value) : await validateValue(schema, value);
  } catch (cause) {
    const subject = validate ? "options.validate" : "The schema";
    throw new UnexpectedClientError(`${subject} failed: ${getErrorMessage(cause)}`, { cause, attempts });
  }
}

function guarded(validate: TypeGuard<unknown>, value: unknown): StandardResult<unknown> {
  if (validate(value)) return { value };
  const issues = (validate.errors ?? []).map(({ instancePath = "", message = "wrong" }) => ({
    message,
    path: instancePath.split("/").slice(1),
  }));
  return { issues: issues.length > 0 ? issues : [{ message: "options.validate refused it" }] };
}

function outputError(thrown: unknown, attempts: number): ChatParseError {
  if (OutputError.isInstance(thrown) || UnexpectedClientError.isInstance(thrown)) return thrown as ChatParseError;
  return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown, attempts });
}
