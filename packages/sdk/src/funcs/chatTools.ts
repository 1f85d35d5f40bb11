import type { ChatCompletionCreateParams } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { HTTPClientError, InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import type { ChatToolsError, ChatToolsOptions, ChatToolsResult, ToolsRun } from "../tools/types.ts";
import { ToolsLoop } from "../tools/run-tools.ts";
import { getErrorMessage } from "../utils/error-message.ts";

export { StepLimitError, ToolError, type ToolErrorInit, type ToolErrorKind } from "../errors/tool-error.ts";
export type { JSONSchema, SchemaIssue, StandardResult, StandardSchema } from "../schema/standard-schema.ts";
export type { ToolResult } from "../tools/execute-tool.ts";
export type {
  ChatToolsError,
  ChatToolsOptions,
  ChatToolsResult,
  ToolsCallEvent,
  ToolsChunkEvent,
  ToolsCompletionEvent,
  ToolsEvent,
  ToolsResultEvent,
  ToolsRun,
  ToolsStep,
  TotalUsage,
} from "../tools/types.ts";
export { tool, type ArgumentsOf, type Tool, type ToolContext, type ToolDefinition } from "../tools/tool.ts";
export type { AssistantMessage, AssistantToolCall } from "./toAssistantMessage.ts";

/**
 * Lets the model call your tools until it has an answer: asks, runs the calls of its answer side by side, sends back what
 * they gave, and asks again. It never rejects and never throws: what goes wrong is the result's `error`, and what was done
 * until then is on the result too.
 *
 * With `stream: true` each answer is streamed, and `onEvent` is told of every chunk. A `tool_choice` that forces a call is
 * for the first answer only. Arguments that don't fit, and errors of tools, go back to the model, which may fix them.
 *
 * @param core an `OpenRouterCore`, or a whole `OpenRouter`
 * @param request as for `chatComplete`, with tools of {@link tool} among its `tools`; calls of others are left to you, in
 * `pending`. With `stream: true`, servers other than OpenRouter's may need `stream_options: { include_usage: true }` to
 * report usage
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
 * import * as z from "zod";
 *
 * const weather = tool({
 *   name: "get_weather",
 *   description: "The weather in a city",
 *   parameters: z.object({ city: z.string() }),
 *   execute: ({ city }) => ({ city, celsius: 7 }),
 * });
 * const result = await chatTools(new OpenRouterCore(), {
 *   model: "openai/gpt-5-mini",
 *   messages: [{ role: "user", content: "Do I need a coat in Oslo?" }],
 *   tools: [weather],
 * });
 * if (result.ok) console.log(result.value.choices[0]?.message.content, result.steps.length, result.usage.cost);
 * else console.error(result.error.name, result.error.message);
 * ```
 */
export async function chatTools(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: ChatToolsOptions = {},
): Promise<ChatToolsResult> {
  let loop: ToolsLoop | undefined;
  try {
    loop = new ToolsLoop(core, request, options);
    return { ...(await loop.run()), ...loop.done };
  } catch (thrown) {
    const error = typed(thrown, loop !== undefined);
    return { ok: false, error, attempts: error.attempts, ...(loop?.done ?? nothing()) };
  }
}

function nothing(): ToolsRun {
  return { messages: [], steps: [], usage: {}, pending: [] };
}

function typed(thrown: unknown, hasBegun: boolean): HTTPClientError & ChatToolsError {
  if (HTTPClientError.isInstance(thrown)) return thrown as HTTPClientError & ChatToolsError;
  if (hasBegun) return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown });
  return new InvalidRequestError(`The request or the options can't be read: ${getErrorMessage(thrown)}`, {
    cause: thrown,
  });
}
