import type {
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
  ChatCompletionToolMessageParam,
} from "@org/types/schemas";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { getTypeName } from "../utils/is-record.ts";
import { toParameters, type JSONSchema, type StandardSchema } from "../schema/standard-schema.ts";

/** The second argument of a tool's `execute`. */
export interface ToolContext {
  /** The tool call, with its ID and the arguments as the model wrote them. */
  readonly toolCall: AssistantToolCall;
  /** Aborted when the run is aborted, or fails while the tool runs. */
  readonly signal: AbortSignal;
  /** The messages up to the one that contains the call. */
  readonly messages: readonly ChatCompletionMessageParam[];
  /** Number of the step in the run, from 1. */
  readonly step: number;
}

/**
 * The type of a tool's arguments: the output type of its schema, or with a plain JSON Schema an object that is not
 * validated.
 */
export type ArgumentsOf<Schema> = Schema extends StandardSchema<infer Output> ? Output : Record<string, unknown>;

/** A function that the model may call. */
export interface ToolDefinition<Schema extends StandardSchema | JSONSchema = JSONSchema> {
  /** 1 to 64 letters, digits, `_` and `-`. */
  name: string;
  /** What the function does, and when to call it. The model reads it to decide. */
  description?: string | undefined;
  /**
   * Schema of the arguments, which are always an object: of zod, valibot or arktype, or a plain JSON Schema. The model
   * receives it as JSON Schema with `type: "object"` at the root.
   * @default no arguments
   */
  parameters?: Schema | undefined;
  /**
   * Whether the arguments must match the schema exactly, at providers that support it.
   * @default set by the service
   */
  strict?: boolean | undefined;
  /**
   * Runs the tool. A string is sent to the model as it is, and any other value as JSON, except a tool message
   * (`{ role: "tool", content }`), which may contain images. An error that it throws is sent to the model or ends the
   * run, depending on `toolErrors`.
   */
  execute(args: ArgumentsOf<Schema>, context: ToolContext): unknown;
}

/** Key of the function that runs a tool: a symbol, which JSON ignores. */
export const execution: unique symbol = Symbol("openrouter.tool");

/** A tool for a request's `tools`, with the function that runs it. */
export interface Tool extends ChatCompletionFunctionTool {
  /** @internal */
  readonly [execution]: Execution;
}

/** @internal */
export interface Execution {
  readonly schema: StandardSchema | JSONSchema | undefined;
  readonly execute: (args: never, context: ToolContext) => unknown;
}

/** A tool message without its ID, which a tool may return to set the message's content. */
export type ToolMessage = Omit<ChatCompletionToolMessageParam, "tool_call_id">;

/**
 * Creates a function that the model may call, for the `tools` of any request. `chatTools` also runs it.
 *
 * @param definition name, schema and implementation
 * @returns the tool
 * @throws {@link InvalidRequestError} when the name is invalid, or the schema cannot be written as JSON Schema, or does not accept an object
 * @example
 * ```ts
 * import { tool } from "@org/sdk/funcs/chatTools.js";
 * import * as z from "zod";
 *
 * const weather = tool({
 *   name: "get_weather",
 *   description: "The weather in a city",
 *   parameters: z.object({ city: z.string() }),
 *   execute: ({ city }) => ({ city, celsius: 7 }),
 * });
 * console.log(JSON.stringify(weather));
 * ```
 */
export function tool<Schema extends StandardSchema | JSONSchema = JSONSchema>(
  definition: ToolDefinition<Schema>,
): Tool {
  const { name, description, parameters, strict, execute, ...unknown } = definition;
  rejectUnknownOptions(unknown);
  if (typeof name !== "string" || !/^[\w-]{1,64}$/.test(name)) {
    throw new InvalidRequestError(
      `The name of a tool must be 1 to 64 letters, digits, "_" and "-", not ${typeof name === "string" ? JSON.stringify(name) : getTypeName(name)}`,
    );
  }
  if (typeof execute !== "function") throw new InvalidRequestError(`execute of "${name}" must be a function`);
  return {
    type: "function",
    function: {
      name,
      ...(description !== undefined && { description }),
      ...(parameters !== undefined && { parameters: toParameters(parameters, `parameters of "${name}"`) }),
      ...(strict !== undefined && { strict }),
    },
    [execution]: { schema: parameters, execute },
  };
}
