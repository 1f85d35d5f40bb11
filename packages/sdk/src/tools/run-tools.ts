import type { ChatCompletion, ChatCompletionCreateParams, ChatCompletionTool } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { InvalidRequestError, UnexpectedClientError } from "../errors/client-error.ts";
import { StepLimitError, ToolError } from "../errors/tool-error.ts";
import { findFailure } from "../response/find-failure.ts";
import { toAssistantMessage, type AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { findAbortError, createAttemptTimer } from "../request/attempt-timer.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { ask } from "./request-step.ts";
import { argumentsOf, failureOf, run, type ToolResult } from "./execute-tool.ts";
import type { ChatToolsError, ChatToolsOptions, TotalUsage, ToolsEvent, ToolsRun } from "./types.ts";
import { execution, type Tool, type ToolContext } from "./tool.ts";

interface Limits {
  readonly maxSteps: number;
  readonly toolErrors: "feed_back" | "raise";
  readonly onEvent: (event: ToolsEvent) => unknown;
}

/** One run of the loop: ask the model, run what it calls, tell it, ask again. */
export class ToolsLoop {
  /** What has been done so far. */
  readonly done: ToolsRun;
  readonly #core: OpenRouterCore;
  readonly #request: ChatCompletionCreateParams;
  readonly #options: RequestOptions;
  readonly #limits: Limits;
  readonly #tools: ReadonlyMap<string, ChatCompletionTool>;

  /** @throws InvalidRequestError for an option that makes no sense */
  constructor(core: OpenRouterCore, request: ChatCompletionCreateParams, options: ChatToolsOptions) {
    const { maxSteps = 10, toolErrors = "feed_back", onEvent = () => {}, ...callOptions } = options;
    if (!(Number.isInteger(maxSteps) && maxSteps > 0)) refuse("maxSteps must be a whole number above 0");
    if (!["feed_back", "raise"].includes(toolErrors)) refuse('toolErrors must be "feed_back" or "raise"');
    if (typeof onEvent !== "function") refuse("onEvent must be a function");
    const messages = Array.isArray(request.messages)
      ? [...request.messages]
      : refuse("request.messages must be an array");
    this.done = { messages, steps: [], usage: {}, pending: [] };
    this.#core = core;
    this.#request = request;
    this.#options = callOptions;
    this.#limits = { maxSteps, toolErrors, onEvent };
    this.#tools = byName(request.tools ?? []);
  }

  async run(): Promise<Result<ChatCompletion, ChatToolsError>> {
    const { messages, steps, pending, usage } = this.done;
    const { maxSteps, toolErrors } = this.#limits;
    for (let step = 1; ; step++) {
      const asked = nextRequest(this.#request, messages, step);
      const answer = await ask(this.#core, asked, this.#options, (chunk) => this.#emit({ type: "chunk", step, chunk }));
      if (!answer.ok) return answer;
      const { value: completion, response, attempts } = answer;
      add(usage, completion.usage);
      const results: ToolResult[] = [];
      steps.push({ completion, results });
      const failure = findFailure(this.#core, answer);
      if (failure) return { ok: false, error: failure, response, attempts };
      const message = completion.choices[0]?.message && toAssistantMessage(completion);
      const calls = message?.tool_calls ?? [];
      await this.#emit({ type: "completion", step, completion });

      const foreign = calls.filter((call) => this.#isForeign(call));
      const own = calls.filter((call) => !foreign.includes(call));
      if (own.length > 0) results.push(...(await this.#callAll(own, step, attempts)));
      // Together, so that the conversation is at no time one that the service would refuse.
      if (message) messages.push(message, ...results.map((result) => result.message));
      pending.push(...foreign);
      if (calls.length === 0 || foreign.length > 0) return answer;

      const raised = toolErrors === "raise" ? results.find(({ error }) => error)?.error : undefined;
      const error = raised ?? (step === maxSteps ? new StepLimitError(maxSteps) : undefined);
      if (error) return { ok: false, error, response, attempts };
    }
  }

  /** Whether a call is left to the caller: of a function that is declared without `execute`, or not of a function. */
  #isForeign({ function: called }: Partial<AssistantToolCall>): boolean {
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

  /** Runs the calls of one answer side by side. @throws RequestAbortedError as soon as a signal is aborted */
  async #callAll(calls: readonly AssistantToolCall[], step: number, attempts: number): Promise<ToolResult[]> {
    const { signal, fetchOptions } = this.#options;
    const signals = [signal, fetchOptions?.signal].filter((each) => each !== undefined && each !== null);
    const aborted = findAbortError(signals, attempts);
    if (aborted) throw aborted;
    const timer = createAttemptTimer({ signals, timeoutMs: Infinity, idleTimeoutMs: Infinity, attempts });
    const messages = [...this.done.messages];
    try {
      const running = calls.map((toolCall) => this.#call({ toolCall, signal: timer.signal, messages, step }));
      return await timer.race(Promise.all(running));
    } finally {
      timer.stop();
    }
  }

  async #call(context: ToolContext): Promise<ToolResult> {
    const { toolCall, step } = context;
    const tool = this.#tools.get(toolCall.function.name);
    let result: ToolResult;
    try {
      if (!tool || !isRunnable(tool)) throw unknown(toolCall, this.#tools);
      const args = await argumentsOf(tool, toolCall);
      await this.#emit({ type: "tool_call", step, toolCall, args });
      result = await run(tool, args, context);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      result = failureOf(error);
    }
    await this.#emit({ type: "tool_result", step, ...result });
    return result;
  }
}

function refuse(message: string): never {
  throw new InvalidRequestError(message);
}

function isRunnable(tool: ChatCompletionTool): tool is Tool {
  return execution in tool;
}

function byName(tools: readonly ChatCompletionTool[]): ReadonlyMap<string, ChatCompletionTool> {
  const functions = new Map<string, ChatCompletionTool>();
  for (const tool of tools) {
    if (tool.type !== "function" || !("function" in tool)) continue;
    const { name } = tool.function;
    if (functions.has(name)) refuse(`request.tools has two tools called "${name}"`);
    functions.set(name, tool);
  }
  return functions;
}

function unknown(toolCall: AssistantToolCall, tools: ReadonlyMap<string, unknown>): ToolError {
  const names = [...tools.keys()].map((name) => `"${name}"`).join(", ");
  return new ToolError("unknown", `There is no tool "${toolCall.function.name}"; there are: ${names}`, { toolCall });
}

/** A model that must call a tool each time would never come to an end. */
function nextRequest(
  request: ChatCompletionCreateParams,
  messages: ChatCompletionCreateParams["messages"],
  step: number,
): ChatCompletionCreateParams {
  const { tool_choice: choice } = request;
  const isForced = step > 1 && choice !== undefined && choice !== "auto" && choice !== "none";
  return { ...request, messages, ...(isForced && { tool_choice: "auto" as const }) };
}

function add(total: TotalUsage, usage: ChatCompletion["usage"]): void {
  for (const key of ["prompt_tokens", "completion_tokens", "total_tokens", "cost"] as const) {
    const count: unknown = usage?.[key];
    if (typeof count === "number") total[key] = (total[key] ?? 0) + count;
  }
}
