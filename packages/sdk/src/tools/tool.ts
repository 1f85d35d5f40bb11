import type {
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
  ChatCompletionToolMessageParam,
} from "@org/types/schemas";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { toParameters, type JSONSchema, type StandardSchema } from "../schema/standard-schema.ts";

/** What a tool is told besides its arguments. */
export interface ToolContext {
  /** The call: its id, and the arguments as the model wrote them. */
  readonly toolCall: AssistantToolCall;
  /** Aborted when the run is. */
  readonly signal: AbortSignal;
  /** The conversation up to the message that holds the call. */
  readonly messages: readonly ChatCompletionMessageParam[];
  /** Which step of the run it is, from 1. */
  readonly step: number;
}

/** The arguments of a tool with this schema: those of zod and the like are checked, those of a JSON Schema are an object. */
export type ArgumentsOf<Schema> = Schema extends StandardSchema<infer Output> ? Output : Record<string, unknown>;

/** A function that the model may call. */
export interface ToolDefinition<Schema extends StandardSchema | JSONSchema = JSONSchema> {
  /** Up to 64 letters, digits, `_` and `-`. */
  name: string;
  /** What it does and when to call it. The model decides by this. */
  description?: string | undefined;
  /**
   * Schema of the arguments, which are always an object: of zod, valibot or arktype, or a plain JSON Schema. The tool has
   * its JSON Schema with `type: "object"` at the root. Default: no arguments.
   */
  parameters?: Schema | undefined;
  /** `true` makes the arguments keep to the schema exactly, at providers that can. Default: left to the service. */
  strict?: boolean | undefined;
  /**
   * Does it. A text goes to the model as it is, anything else as JSON; a tool message too (`{ role: "tool", content }`),
   * for pictures and the like. What it throws is fed back to the model, or raised, as the run's `toolErrors` says.
   */
  execute(args: ArgumentsOf<Schema>, context: ToolContext): unknown;
}

/** What runs a tool; under a symbol, which JSON does not see. */
export const execution: unique symbol = Symbol("openrouter.tool");

/** A tool for a request's `tools`, and how it is run. */
export interface Tool extends ChatCompletionFunctionTool {
  /** @internal */
  readonly [execution]: Execution;
}

/** @internal */
export interface Execution {
  readonly schema: StandardSchema | JSONSchema | undefined;
  readonly execute: (args: never, context: ToolContext) => unknown;
}

/** What a tool may give to say all of the message itself. */
export type ToolMessage = Omit<ChatCompletionToolMessageParam, "tool_call_id">;

/**
 * A function that the model may call, with its schema. It can stand in the `tools` of any request; `chatTools` also runs
 * it.
 *
 * @throws InvalidRequestError when the schema can't be written as JSON Schema, or no object fits it
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
  const { name, description, parameters, strict, execute } = definition;
  if (typeof name !== "string" || !name) throw new InvalidRequestError("A tool needs a name");
  if (typeof execute !== "function") throw new InvalidRequestError(`The tool "${name}" needs an execute function`);
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
