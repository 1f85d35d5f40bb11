import type {
  ChatCompletion,
  ChatCompletionChoice,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
  CompletionUsage,
} from "@org/types/schemas";
import { rejectUnknownOptions } from "../../config/unknown-options.ts";
import { InvalidRequestError } from "../../errors/client-error.ts";

/**
 * A tool call for {@link completion}.
 *
 * @example
 * ```ts
 * import type { ToolCallFields } from "@org/sdk/testing.js";
 *
 * const call: ToolCallFields = { name: "tram_delay", arguments: { line: "38" } };
 * ```
 */
export interface ToolCallFields {
  /** Name of the function. */
  name: string;
  /**
   * Arguments: JSON text, or an object to serialize.
   * @default {}
   */
  arguments?: string | Readonly<Record<string, unknown>> | undefined;
  /**
   * ID of the call.
   * @default `call_1`, `call_2` …
   */
  id?: string | undefined;
}

/**
 * Fields for {@link completion}: those of the completion, of its only choice and of its message, all on one level.
 *
 * @example
 * ```ts
 * import type { CompletionFields } from "@org/sdk/testing.js";
 *
 * const truncated: CompletionFields = { content: "Once upon a", finish_reason: "length", usage: { cost: 0.01 } };
 * ```
 */
export interface CompletionFields
  extends
    Partial<Omit<ChatCompletion, "object" | "choices" | "usage">>,
    Partial<Pick<ChatCompletionChoice, "finish_reason" | "native_finish_reason" | "logprobs">>,
    Partial<Omit<ChatCompletionMessage, "role" | "tool_calls" | "model" | "name">> {
  /** Tool calls of the message. */
  tool_calls?: readonly ToolCallFields[] | undefined;
  /**
   * Tokens and cost.
   * @default 10 prompt tokens, a completion token for each 4 characters, and no cost
   */
  usage?: Partial<CompletionUsage> | undefined;
}

/**
 * Creates a completion from the fields that matter to a test. The same fields always create the same completion.
 *
 * @param answer The fields, or only the text; a `ChatCompletion` is returned unchanged.
 * @returns The completion.
 *
 * @example
 * ```ts
 * import { completion } from "@org/sdk/testing.js";
 *
 * const plain = completion("It is raining.");
 * const call = completion({ tool_calls: [{ name: "tram_delay", arguments: { line: "38" } }] });
 * console.log(plain.choices[0]?.message.content, call.choices[0]?.finish_reason);
 * ```
 * ```text
 * It is raining. tool_calls
 * ```
 */
export function completion(answer: string | CompletionFields | ChatCompletion = {}): ChatCompletion {
  if (typeof answer === "object" && "choices" in answer) return answer;
  const fields = typeof answer === "string" ? { content: answer } : answer;
  const { id, created, model, provider, system_fingerprint, service_tier, openrouter_metadata, ...choice } = fields;
  const { finish_reason, native_finish_reason, logprobs, usage, ...messageFields } = choice;
  const message = createMessage(messageFields);
  const reason = finish_reason === undefined ? (message.tool_calls ? "tool_calls" : "stop") : finish_reason;
  return {
    id: id ?? "gen-1790000000-AbCdEfGhIjKlMnOpQrSt",
    object: "chat.completion",
    created: created ?? 1_790_000_000,
    model: model ?? "openai/gpt-5-mini",
    provider: provider ?? "OpenAI",
    system_fingerprint: system_fingerprint ?? null,
    ...(service_tier !== undefined && { service_tier }),
    choices: [
      {
        index: 0,
        logprobs: logprobs ?? null,
        finish_reason: reason,
        native_finish_reason: native_finish_reason === undefined ? reason : native_finish_reason,
        message,
      },
    ],
    usage: createUsage(usage, message),
    ...(openrouter_metadata !== undefined && { openrouter_metadata }),
  };
}

function createMessage(fields: CompletionFields): ChatCompletionMessage {
  const { content, refusal, reasoning, reasoning_details, annotations, images, audio, ...more } = fields;
  const { tool_calls: calls, ...unknown } = more;
  rejectUnknownOptions(unknown);
  const tool_calls = calls?.map(createToolCall);
  const messageContent = content === undefined ? (tool_calls || images || audio ? null : "Hello.") : content;
  const details =
    reasoning_details ?? (reasoning ? [{ type: "reasoning.text" as const, text: reasoning, index: 0 }] : undefined);
  return {
    role: "assistant",
    content: messageContent,
    refusal: refusal ?? null,
    reasoning: reasoning ?? null,
    ...(details && { reasoning_details: details }),
    ...(tool_calls && { tool_calls }),
    ...(annotations && { annotations }),
    ...(images && { images }),
    ...(audio && { audio }),
  };
}

function createToolCall(fields: ToolCallFields, index: number): ChatCompletionMessageToolCall {
  const { name, arguments: args = {}, id, ...unknown } = fields;
  if ("function" in unknown) {
    throw new InvalidRequestError('A tool call must be { name, arguments, id }, without "type" and "function"');
  }
  rejectUnknownOptions(unknown);
  const text = typeof args === "string" ? args : JSON.stringify(args);
  return { index, id: id ?? `call_${index + 1}`, type: "function", function: { name, arguments: text } };
}

function createUsage(usage: Partial<CompletionUsage> = {}, message: ChatCompletionMessage): CompletionUsage {
  const prompt_tokens = usage.prompt_tokens ?? 10;
  // About four characters of English text for each token.
  const generated = JSON.stringify([message.content, message.reasoning, message.tool_calls]);
  const completion_tokens = usage.completion_tokens ?? Math.ceil(generated.length / 4);
  return {
    cost: 0,
    is_byok: false,
    ...usage,
    prompt_tokens,
    completion_tokens,
    total_tokens: usage.total_tokens ?? prompt_tokens + completion_tokens,
  };
}
