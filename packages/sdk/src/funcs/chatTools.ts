import type { ChatCompletionCreateParams } from "@org/types/schemas";
import { toFailure } from "../result.ts";
import type { OpenRouterCore } from "../core.ts";
import { HTTPClientError, InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import type { ChatToolsError, ChatToolsOptions, ChatToolsResult, ToolsRun } from "../tools/types.ts";
import { observeActivity } from "../tools/observe-activity.ts";
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
 * Lets the model call your tools until it answers without a call: sends the request, runs the tool calls of the
 * completion in parallel, appends their results to the messages, and sends the request again. It never rejects and
 * never throws: the result's `error` holds what failed, and the result also has the steps taken before it.
 *
 * With `stream: true` each completion is streamed, and `onEvent` receives every chunk. A `tool_choice` that forces a
 * call applies to the first step only. Invalid arguments and errors of tools are sent to the model, which may correct
 * them.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request As for `chatComplete`, with tools made by {@link tool} among its `tools`; calls of other tools are
 * left to the caller, in `pending`. With `stream: true`, servers other than OpenRouter's may need `stream_options: {
 * include_usage: true }` to report usage.
 * @param options Options of each call, and of the run.
 * @returns The last completion or the error, with the messages, steps, usage and pending calls of the run.
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
    return { ...(await observeRun(core, request, loop)), ...loop.state };
  } catch (thrown) {
    const error = toError(thrown, loop !== undefined);
    return { ...toFailure(error), ...(loop?.state ?? createEmptyRun()) };
  }
}

function observeRun(
  core: OpenRouterCore,
  { model }: ChatCompletionCreateParams,
  loop: ToolsLoop,
): ReturnType<ToolsLoop["run"]> {
  const describe = (result: Awaited<ReturnType<ToolsLoop["run"]>>) => {
    return { error: result.ok ? undefined : result.error, usage: loop.state.usage };
  };
  return observeActivity(core, { type: "tools_run", model }, () => loop.run(), describe);
}

function createEmptyRun(): ToolsRun {
  return { messages: [], steps: [], usage: {}, pending: [] };
}

function toError(thrown: unknown, hasStarted: boolean): HTTPClientError & ChatToolsError {
  if (HTTPClientError.isInstance(thrown)) return thrown as HTTPClientError & ChatToolsError;
  if (hasStarted) return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown });
  return new InvalidRequestError(`The request or the options cannot be read: ${getErrorMessage(thrown)}`, {
    cause: thrown,
  });
}
