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
import { toFailure, type Result } from "../result.ts";
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
import { findFailedChoiceError } from "../chat/failed-choice-error.ts";
import { chatComplete } from "./chatComplete.ts";

export { InvalidOutputError, OutputError, RefusalError, TruncatedOutputError };
export type { OutputErrorInit };
export type { JSONSchema, OutputOf, SchemaIssue, StandardResult, StandardSchema };

/** Options of {@link chatParse}: those of a call, and the other fields of `response_format`. */
export interface ChatParseOptions extends RequestOptions {
  /**
   * Name of the schema for the model: up to 64 letters, digits, `_` and `-`.
   * @default "answer"
   */
  name?: string | undefined;
  /** Purpose of the output, for the model. */
  description?: string | undefined;
  /**
   * Whether the output must match the schema exactly. Only providers that support it are used, and only part of JSON
   * Schema is allowed.
   * @default `false`, set by the service
   */
  strict?: boolean | undefined;
}

/** A function that validates a value against a plain JSON Schema, such as the result of `ajv.compile`. */
export interface TypeGuard<T> {
  (value: unknown): value is T;
  /** Issues of the last value. */
  errors?: readonly { readonly instancePath?: string; readonly message?: string | undefined }[] | null | undefined;
}

/** A value that matches the schema, and the completion that contains it. */
export interface ParsedCompletion<T> {
  /** The value, after validation. */
  parsed: T;
  /** The completion. */
  completion: ChatCompletion;
}

/** All errors of {@link chatParse}. */
export type ChatParseError = ChatCompleteError | RefusalError | TruncatedOutputError | InvalidOutputError;

/** A request without the fields that {@link chatParse} sets. */
export type ChatParseRequest = Omit<ChatCompletionCreateParams, "response_format" | "stream">;

/**
 * Requests output that matches a schema: sets `response_format`, parses the model's output, and validates it. It never
 * rejects and never throws: the result's `error` is a {@link RefusalError}, a {@link TruncatedOutputError} or an
 * {@link InvalidOutputError} if the output cannot be used, else an error of the call. If a choice of the completion
 * failed, it is a {@link ChatCompletionError} with all choices as its `partial`.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request As for `chatComplete`, without `response_format` and `stream`.
 * @param schema A schema of zod, valibot or arktype, which also sets the type; or a plain JSON Schema, whose value is
 * `unknown` without a type guard in `options.validate`. Many providers accept only an object at the root: wrap a list
 * in one.
 * @param options Options of the call, and of `response_format`.
 * @returns The parsed value and the completion, or the error.
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse } from "@org/sdk/funcs/chatParse.js";
 * import * as z from "zod";
 *
 * const City = z.object({ name: z.string(), inhabitants: z.int() });
 * const result = await chatParse(
 *   new OpenRouterCore(),
 *   { model: "openai/gpt-5-mini", messages: [{ role: "user", content: "What is the largest city in Norway?" }] },
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
    const parseRequest = createRequest(request, {
      name: name ?? "answer",
      description,
      schema: toJSONSchema(schema, "The schema"),
      strict,
    });
    const result = await chatComplete(core, parseRequest, callOptions);
    if (!result.ok) return result;
    const { value: completion, ...details } = result;
    const { response, attempts } = details;
    const failure = findFailedChoiceError(core, result);
    if (failure) return toFailure(failure);
    try {
      const parsed = await parseCompletion(completion, schema, validate, attempts);
      return { ...details, value: { parsed, completion } };
    } catch (thrown) {
      return { ok: false, error: toError(thrown, attempts), response, attempts };
    }
  } catch (cause) {
    const error = InvalidRequestError.isInstance(cause)
      ? cause
      : new InvalidRequestError(`The request or the options cannot be read: ${getErrorMessage(cause)}`, { cause });
    return toFailure(error);
  }
}

function createRequest(
  request: ChatParseRequest,
  definition: ResponseFormatJSONSchemaDefinition,
): ChatParseRequest & Pick<ChatCompletionCreateParams, "response_format"> {
  for (const key of ["response_format", "stream"] as const) {
    if ((request as ChatCompletionCreateParams | undefined)?.[key]) {
      throw new InvalidRequestError(`request.${key} must be left out: chatParse sets it`);
    }
  }
  return { ...request, response_format: { type: "json_schema", json_schema: definition } };
}

/** @throws {@link OutputError} when the output cannot be used. */
async function parseCompletion(
  completion: ChatCompletion,
  schema: StandardSchema | JSONSchema,
  validate: TypeGuard<unknown> | undefined,
  attempts: number,
): Promise<unknown> {
  const [choice] = completion.choices;
  // A server may omit the message, which the types do not allow.
  const message: Partial<ChatCompletionMessage> = choice?.message ?? {};
  const init = { text: getText(message.content), completion };
  if (message.refusal) throw new RefusalError(message.refusal, init);
  if (choice?.finish_reason === "content_filter") throw new RefusalError(undefined, init);
  if (choice?.finish_reason === "length") throw new TruncatedOutputError(init);
  const result = await validateOutput(parseJSON(init), schema, validate, attempts);
  const { issues } = result;
  if (!issues) return result.value;
  const problem = `The output does not match the schema: ${formatIssues(issues)}`;
  throw new InvalidOutputError("schema", problem, { ...init, issues });
}

function parseJSON(init: OutputErrorInit): unknown {
  try {
    return JSON.parse(init.text);
  } catch (cause) {
    const message = init.text ? `The output is not JSON: ${getErrorMessage(cause)}` : "The output is empty";
    throw new InvalidOutputError("json", message, { ...init, cause });
  }
}

async function validateOutput(
  value: unknown,
  schema: StandardSchema | JSONSchema,
  validate: TypeGuard<unknown> | undefined,
  attempts: number,
): Promise<StandardResult<unknown>> {
  try {
    return validate ? runTypeGuard(validate, value) : await validateValue(schema, value);
  } catch (cause) {
    const subject = validate ? "options.validate" : "The schema";
    throw new UnexpectedClientError(`${subject} failed: ${getErrorMessage(cause)}`, { cause, attempts });
  }
}

function runTypeGuard(validate: TypeGuard<unknown>, value: unknown): StandardResult<unknown> {
  if (validate(value)) return { value };
  const issues = (validate.errors ?? []).map(({ instancePath = "", message = "is invalid" }) => ({
    message,
    path: instancePath.split("/").slice(1),
  }));
  return { issues: issues.length > 0 ? issues : [{ message: "options.validate returned false" }] };
}

function toError(thrown: unknown, attempts: number): ChatParseError {
  if (OutputError.isInstance(thrown) || UnexpectedClientError.isInstance(thrown)) return thrown as ChatParseError;
  return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown, attempts });
}
