import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam } from "@org/types/schemas";
import type { StepLimitError, ToolError } from "../errors/tool-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import type { ToolResult } from "./execute-tool.ts";

/** Options of `chatTools`: those of each of its calls, and those of the run. */
export interface ChatToolsOptions extends RequestOptions {
  /** How often the model is asked at most. Default: 10. */
  maxSteps?: number | undefined;
  /**
   * What becomes of a tool's error: `feed_back` tells the model, which may mend it; `raise` ends the run with it, once the
   * other calls of the step are done. Default: `feed_back`.
   */
  toolErrors?: "feed_back" | "raise" | undefined;
  /** Told of each thing that happens, in order; the run waits for the promise that it may give. */
  onEvent?: ((event: ToolsEvent) => unknown) | undefined;
}

/** Something that happened in a run. `type` says what. */
export type ToolsEvent = ToolsChunkEvent | ToolsCompletionEvent | ToolsCallEvent | ToolsResultEvent;

/** A chunk of an answer has come. Only of a run that is streamed. */
export interface ToolsChunkEvent {
  /** Always `chunk`. */
  readonly type: "chunk";
  /** Which step, from 1. */
  readonly step: number;
  /** The chunk. */
  readonly chunk: ChatCompletionChunk;
}

/** An answer is complete. */
export interface ToolsCompletionEvent {
  /** Always `completion`. */
  readonly type: "completion";
  /** Which step, from 1. */
  readonly step: number;
  /** The answer. */
  readonly completion: ChatCompletion;
}

/** A tool is about to be run. */
export interface ToolsCallEvent {
  /** Always `tool_call`. */
  readonly type: "tool_call";
  /** Which step, from 1. */
  readonly step: number;
  /** The call. */
  readonly toolCall: AssistantToolCall;
  /** Its arguments, after validation. */
  readonly args: unknown;
}

/** A call has come to something: what the tool gave, or why it failed. */
export interface ToolsResultEvent extends Readonly<ToolResult> {
  /** Always `tool_result`. */
  readonly type: "tool_result";
  /** Which step, from 1. */
  readonly step: number;
}

/** An answer of the model, and what the tools gave that it called. */
export interface ToolsStep {
  /** The answer. */
  completion: ChatCompletion;
  /** What the calls came to, in their order; empty in the last step. */
  results: ToolResult[];
}

/** What a run did, whether it went well or not. */
export interface ToolsRun {
  /** The conversation: the request's messages and all that came after them. Goes on with another message. */
  messages: ChatCompletionMessageParam[];
  /** The steps so far. */
  steps: ToolsStep[];
  /** Tokens and cost of all steps together. */
  usage: TotalUsage;
  /**
   * Calls of tools without `execute`, which the run leaves to you: answer each by a tool message, and go on. Empty when the
   * model was done. Calls that are not functions are here too, as they came: their `type` is not `function`, and they have
   * no `function`.
   */
  pending: AssistantToolCall[];
}

/**
 * Tokens and cost of several answers together. Each field is the sum of what the server reported, and absent if it reported
 * none: OpenRouter always reports usage; some other servers report it in a stream only when the request has
 * `stream_options: { include_usage: true }`, and no cost at all.
 */
export interface TotalUsage {
  /** Tokens of the prompts. */
  prompt_tokens?: number;
  /** Tokens of the answers, thoughts included. */
  completion_tokens?: number;
  /** Both together. */
  total_tokens?: number;
  /** What they cost, in US dollars. */
  cost?: number;
}

/** All that `chatTools` can fail with. */
export type ChatToolsError = ChatCompleteError | ToolError | StepLimitError;

/** The last answer, or why there is none, with all that the run did. */
export type ChatToolsResult = Result<ChatCompletion, ChatToolsError> & ToolsRun;
