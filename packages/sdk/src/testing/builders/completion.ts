import type {
  ChatCompletion,
  ChatCompletionChoice,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
  CompletionUsage,
} from "@org/types/schemas";
import { refuseUnknown } from "../../config/unknown-options.ts";

/**
 * A call of a function, as {@link completion} takes it.
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
  /** Its arguments: JSON text, or what is to become it. Default: `{}`. */
  arguments?: string | Readonly<Record<string, unknown>> | undefined;
  /** Default: `call_1`, `call_2` … */
  id?: string | undefined;
}

/**
 * What a completion may say: the fields of the answer, of its one choice, and of its message, all on one level and under
 * their own names.
 *
 * @example
 * ```ts
 * import type { CompletionFields } from "@org/sdk/testing.js";
 *
 * const cut: CompletionFields = { content: "Once upon a", finish_reason: "length", usage: { completion_tokens: 3 } };
 * ```
 */
export interface CompletionFields
  extends
    Partial<Omit<ChatCompletion, "object" | "choices" | "usage">>,
    Partial<Pick<ChatCompletionChoice, "finish_reason" | "native_finish_reason" | "logprobs">>,
    Partial<Omit<ChatCompletionMessage, "role" | "tool_calls">> {
  tool_calls?: readonly ToolCallFields[] | undefined;
  /** Default: small numbers that fit the text, and no cost. `total_tokens` is their sum. */
  usage?: Partial<CompletionUsage> | undefined;
}

/**
 * A whole answer of the API's shape, of which only what matters to a test has to be said. The same fields give the same
 * answer each time.
 *
 * @param answer its fields, or its text alone; a completion is given back as it is
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
  const { finish_reason, native_finish_reason, logprobs, usage, ...ofMessage } = choice;
  const message = messageOf(ofMessage);
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
    usage: usageOf(usage, message),
    ...(openrouter_metadata !== undefined && { openrouter_metadata }),
  };
}

function messageOf(fields: CompletionFields): ChatCompletionMessage {
  const { content, refusal, reasoning, reasoning_details, annotations, images, audio, ...more } = fields;
  const { tool_calls: calls, ...unknown } = more;
  refuseUnknown(unknown);
  const tool_calls = calls?.map(toolCall);
  const says = content === undefined ? (tool_calls || images || audio ? null : "Hello.") : content;
  const thoughts =
    reasoning_details ?? (reasoning ? [{ type: "reasoning.text" as const, text: reasoning, index: 0 }] : undefined);
  return {
    role: "assistant",
    content: says,
    refusal: refusal ?? null,
    reasoning: reasoning ?? null,
    ...(thoughts && { reasoning_details: thoughts }),
    ...(tool_calls && { tool_calls }),
    ...(annotations && { annotations }),
    ...(images && { images }),
    ...(audio && { audio }),
  };
}

function toolCall(fields: ToolCallFields, index: number): ChatCompletionMessageToolCall {
  const { name, arguments: given = {}, id, ...unknown } = fields;
  refuseUnknown(unknown);
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return { index, id: id ?? `call_${index + 1}`, type: "function", function: { name, arguments: text } };
}

function usageOf(given: Partial<CompletionUsage> = {}, message: ChatCompletionMessage): CompletionUsage {
  const prompt_tokens = given.prompt_tokens ?? 10;
  // A token has about four characters of English.
  const said = JSON.stringify([message.content, message.reasoning, message.tool_calls]);
  const completion_tokens = given.completion_tokens ?? Math.ceil(said.length / 4);
  return {
    cost: 0,
    is_byok: false,
    ...given,
    prompt_tokens,
    completion_tokens,
    total_tokens: given.total_tokens ?? prompt_tokens + completion_tokens,
  };
}
