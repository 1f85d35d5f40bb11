import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
  ChatCompletionTool,
} from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import { StepLimitError, ToolError } from "../errors/tool-error.ts";
import { findFailedChoiceError } from "../chat/failed-choice-error.ts";
import { chatComplete } from "../funcs/chatComplete.ts";
import { chatStream } from "../funcs/chatStream.ts";
import { toAssistantMessage, type AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { ToolActivity } from "../observer/activity.ts";
import type { RequestOptions } from "../options.ts";
import { toFailure, type Result } from "../result.ts";
import { AttemptTimer } from "../request/attempt-timer.ts";
import type { CallProgress } from "../request/call-progress.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { executeTool, parseArguments, toFailedResult, type ToolResult } from "./execute-tool.ts";
import { observeActivity } from "./observe-activity.ts";
import type { ChatToolsError, ChatToolsOptions, TotalUsage, ToolsEvent, ToolsRun } from "./types.ts";
import { execution, type Tool, type ToolContext } from "./tool.ts";

interface Limits {
  readonly maxSteps: number;
  readonly toolErrors: "feed_back" | "raise";
  readonly onEvent: (event: ToolsEvent) => unknown;
}

/** Runs the loop: send the request, run the tool calls of the completion, append their results, repeat. */
export class ToolsLoop {
  /** The state so far. */
  readonly state: ToolsRun;
  readonly #core: OpenRouterCore;
  readonly #request: ChatCompletionCreateParams;
  readonly #options: RequestOptions;
  readonly #limits: Limits;
  readonly #tools: ReadonlyMap<string, ChatCompletionTool>;

  /** @throws {@link InvalidRequestError} when an option is invalid. */
  constructor(core: OpenRouterCore, request: ChatCompletionCreateParams, options: ChatToolsOptions) {
    const { maxSteps = 10, toolErrors = "feed_back", onEvent = () => {}, ...callOptions } = options;
    if ("maxStep" in options) reject('Unknown option "maxStep"; use maxSteps');
    if (!(Number.isInteger(maxSteps) && maxSteps > 0)) reject("maxSteps must be a positive integer");
    if (!["feed_back", "raise"].includes(toolErrors)) reject('toolErrors must be "feed_back" or "raise"');
    if (typeof onEvent !== "function") reject("onEvent must be a function");
    const messages = Array.isArray(request.messages)
      ? [...request.messages]
      : reject("request.messages must be an array");
    this.state = { messages, steps: [], usage: {}, pending: [] };
    this.#core = core;
    this.#request = request;
    this.#options = callOptions;
    this.#limits = { maxSteps, toolErrors, onEvent };
    this.#tools = indexByName(request.tools ?? []);
  }

  async run(): Promise<Result<ChatCompletion, ChatToolsError>> {
    const { messages, steps, pending, usage } = this.state;
    const { maxSteps, toolErrors } = this.#limits;
    for (let step = 1; ; step++) {
      const request = createStepRequest(this.#request, messages, step);
      const onChunk = (chunk: ChatCompletionChunk): Promise<void> => this.#emit({ type: "chunk", step, chunk });
      const result = await requestCompletion(this.#core, request, this.#options, onChunk);
      if (!result.ok) return result;
      const { value: completion, response, attempts } = result;
      addUsage(usage, completion.usage);
      const results: ToolResult[] = [];
      steps.push({ completion, results });
      const failure = findFailedChoiceError(this.#core, result);
      if (failure) return toFailure(failure);
      const message = completion.choices[0]?.message && toAssistantMessage(completion);
      const calls = message?.tool_calls ?? [];
      await this.#emit({ type: "completion", step, completion });

      const external = calls.filter((call) => this.#isExternal(call));
      const own = calls.filter((call) => !external.includes(call));
      if (own.length > 0) await this.#executeAll(own, results, step, { attempts });
      // Pushed together, so that the messages are valid for the service at any time.
      if (message) messages.push(message, ...results.map((each) => each.message));
      pending.push(...external);
      if (calls.length === 0 || external.length > 0) return result;

      const raised = toolErrors === "raise" ? results.find(({ error }) => error)?.error : undefined;
      const error = raised ?? (step === maxSteps ? new StepLimitError(maxSteps) : undefined);
      if (error) return { ok: false, error, response, attempts };
    }
  }

  /** Returns whether a call is left to the caller: its tool has no `execute`, or it is not a function call. */
  #isExternal({ function: called }: Partial<AssistantToolCall>): boolean {
    if (!called) return true;
    const tool = this.#tools.get(called.name);
    return tool !== undefined && !isRunnable(tool);
  }

  async #emit(event: ToolsEvent): Promise<void> {
    try {
      await this.#limits.onEvent(event);
    } catch (cause) {
      throw new UnexpectedClientError(`onEvent failed: ${getErrorMessage(cause)}`, { cause });
    }
  }

  /**
   * Runs the tool calls of one completion in parallel, and adds their results, also if it fails.
   * @throws {@link RequestAbortedError} as soon as a signal is aborted
   */
  async #executeAll(
    calls: readonly AssistantToolCall[],
    results: ToolResult[],
    step: number,
    progress: CallProgress,
  ): Promise<void> {
    const { signal, fetchOptions } = this.#options;
    const signals = [signal, fetchOptions?.signal].filter((each) => each !== undefined && each !== null);
    const timer = new AttemptTimer({ signals, timeoutMs: Infinity, idleTimeoutMs: Infinity }, progress);
    const messages = [...this.state.messages];
    const finished = new Map<AssistantToolCall, ToolResult>();
    const execute = (toolCall: AssistantToolCall) => {
      const record = (result: ToolResult) => void finished.set(toolCall, result);
      return this.#execute({ toolCall, signal: timer.signal, messages, step }, record);
    };
    try {
      await timer.race(() => Promise.all(calls.map(execute)));
    } catch (error) {
      // The run is over, so the other tools should stop, and report nothing.
      timer.abort(error);
      throw error;
    } finally {
      results.push(...calls.flatMap((toolCall) => finished.get(toolCall) ?? []));
      timer.stop();
    }
  }

  /** Runs one tool call, and records its result, unless the signal is aborted before. */
  async #execute(context: ToolContext, record: (result: ToolResult) => void): Promise<void> {
    const { toolCall, signal, step } = context;
    const tool = this.#tools.get(toolCall.function.name);
    let result: ToolResult;
    try {
      if (!tool || !isRunnable(tool)) throw createUnknownToolError(toolCall, this.#tools);
      const args = await parseArguments(tool, toolCall);
      signal.throwIfAborted();
      await this.#emit({ type: "tool_call", step, toolCall, args });
      signal.throwIfAborted();
      const execute = () => executeTool(tool, args, context);
      result = await observeActivity(this.#core, toActivity(tool, toolCall), execute, ({ error }) => ({ error }));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      result = toFailedResult(error);
    }
    signal.throwIfAborted();
    record(result);
    await this.#emit({ type: "tool_result", step, ...result });
  }
}

function reject(message: string): never {
  throw new InvalidRequestError(message);
}

function isRunnable(tool: ChatCompletionTool): tool is Tool {
  return execution in tool;
}

function indexByName(tools: readonly ChatCompletionTool[]): ReadonlyMap<string, ChatCompletionTool> {
  const functions = new Map<string, ChatCompletionTool>();
  for (const tool of tools) {
    if (tool.type !== "function" || !("function" in tool)) continue;
    const { name } = tool.function;
    if (functions.has(name)) reject(`request.tools must not have two tools named "${name}"`);
    functions.set(name, tool);
  }
  return functions;
}

function toActivity({ function: { name, description } }: Tool, toolCall: AssistantToolCall): ToolActivity {
  return { type: "tool", name, description, toolCallId: toolCall.id, arguments: toolCall.function.arguments };
}

function createUnknownToolError(toolCall: AssistantToolCall, tools: ReadonlyMap<string, unknown>): ToolError {
  const names = [...tools.keys()].map((name) => `"${name}"`).join(", ");
  return new ToolError("unknown", `Unknown tool "${toolCall.function.name}"; the tools are: ${names}`, { toolCall });
}

/** After the first step a forced `tool_choice` becomes `auto`: a model that must call a tool would never finish. */
function createStepRequest(
  request: ChatCompletionCreateParams,
  messages: ChatCompletionCreateParams["messages"],
  step: number,
): ChatCompletionCreateParams {
  const { tool_choice: choice } = request;
  const isForced = step > 1 && choice !== undefined && choice !== "auto" && choice !== "none";
  return { ...request, messages, ...(isForced && { tool_choice: "auto" as const }) };
}

function addUsage(total: TotalUsage, usage: ChatCompletion["usage"]): void {
  for (const key of ["prompt_tokens", "completion_tokens", "total_tokens", "cost"] as const) {
    const count: unknown = usage?.[key];
    if (typeof count === "number") total[key] = (total[key] ?? 0) + count;
  }
}

/** Sends a request, and streams the completion if the request has `stream`. It rejects only if `onChunk` throws. */
async function requestCompletion(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: RequestOptions,
  onChunk: (chunk: ChatCompletionChunk) => Promise<void>,
): Promise<Result<ChatCompletion, ChatCompleteError>> {
  const { stream: isStreamed } = request;
  if (!isStreamed) return chatComplete(core, { ...request, stream: isStreamed }, options);
  const stream = chatStream(core, { ...request, stream: isStreamed }, options);
  try {
    const chunks = stream[Symbol.asyncIterator]();
    for (let next = await settle(chunks.next()); ; next = await settle(chunks.next())) {
      if ("error" in next) return toFailure(next.error);
      if (next.value.done) break;
      await onChunk(next.value.value);
    }
    const { response, requestId, attempts } = await stream.withResponse();
    return { ok: true, value: await stream.finalCompletion(), response, requestId, attempts };
  } finally {
    await stream.cancel();
  }
}

async function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: ChatCompleteError }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error: error as ChatCompleteError };
  }
}
