import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam } from "@org/types/schemas";
import type { StepLimitError, ToolError } from "../errors/tool-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import type { ToolResult } from "./execute-tool.ts";

/** Options of `chatTools`: those of each call, and those of the run. */
export interface ChatToolsOptions extends RequestOptions {
  /**
   * Maximum number of requests to the model.
   * @default 10
   */
  maxSteps?: number | undefined;
  /**
   * How to handle a tool's error: `feed_back` sends it to the model, which may correct its call; `raise` ends the run
   * with it after the other calls of the step.
   * @default "feed_back"
   */
  toolErrors?: "feed_back" | "raise" | undefined;
  /**
   * Called with each event of the run, in order; the run awaits its result. It is not called after the run has ended,
   * even if a tool still runs then.
   */
  onEvent?: ((event: ToolsEvent) => unknown) | undefined;
}

/** An event of a run, discriminated by `type`. */
export type ToolsEvent = ToolsChunkEvent | ToolsCompletionEvent | ToolsCallEvent | ToolsResultEvent;

/** A chunk of a completion has arrived. Only in a streamed run. */
export interface ToolsChunkEvent {
  /** Always `chunk`. */
  readonly type: "chunk";
  /** Number of the step, from 1. */
  readonly step: number;
  /** The chunk. */
  readonly chunk: ChatCompletionChunk;
}

/** A completion was received. */
export interface ToolsCompletionEvent {
  /** Always `completion`. */
  readonly type: "completion";
  /** Number of the step, from 1. */
  readonly step: number;
  /** The completion. */
  readonly completion: ChatCompletion;
}

/** A tool is about to run. */
export interface ToolsCallEvent {
  /** Always `tool_call`. */
  readonly type: "tool_call";
  /** Number of the step, from 1. */
  readonly step: number;
  /** The tool call. */
  readonly toolCall: AssistantToolCall;
  /** The arguments, after validation. */
  readonly args: unknown;
}

/** A tool call has finished, with a value or an error. */
export interface ToolsResultEvent extends Readonly<ToolResult> {
  /** Always `tool_result`. */
  readonly type: "tool_result";
  /** Number of the step, from 1. */
  readonly step: number;
}

/** A completion, and the results of its tool calls. */
export interface ToolsStep {
  /** The completion. */
  completion: ChatCompletion;
  /**
   * The results of the tool calls, in the order of the calls; empty in the last step. If the run is aborted while tools
   * run, those of the calls that had finished.
   */
  results: ToolResult[];
}

/** The state of a run, whether it succeeded or failed. */
export interface ToolsRun {
  /**
   * The request's messages, and all messages of the run after them. Append another one to continue. They always end with
   * a complete step: if the run fails during a request, or while tools run, the messages of that step are left out.
   */
  messages: ChatCompletionMessageParam[];
  /** The steps so far, including one whose tools had not all finished. */
  steps: ToolsStep[];
  /** Tokens and cost, summed over all steps. */
  usage: TotalUsage;
  /**
   * Calls of tools without `execute`, which the run leaves to the caller: append a tool message for each, and continue.
   * Empty if the model has finished. Includes calls that are not function calls, unchanged: their `type` is not
   * `function`, and they have no `function`.
   */
  pending: AssistantToolCall[];
}

/**
 * Tokens and cost, summed over several completions. A field is absent if the server did not report it: OpenRouter
 * always reports usage; some other servers report it in a stream only if the request has `stream_options: {
 * include_usage: true }`, and never report cost.
 */
export interface TotalUsage {
  /** Tokens in the prompts. */
  prompt_tokens?: number;
  /** Tokens in the completions, including reasoning. */
  completion_tokens?: number;
  /** Sum of both. */
  total_tokens?: number;
  /** Cost in US dollars. */
  cost?: number;
}

/** All errors of `chatTools`. */
export type ChatToolsError = ChatCompleteError | ToolError | StepLimitError;

/** The last completion or the error, with the state of the run. */
export type ChatToolsResult = Result<ChatCompletion, ChatToolsError> & ToolsRun;
