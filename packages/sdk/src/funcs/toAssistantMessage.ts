import type {
  ChatCompletion,
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
  ChatCompletionMessageToolCallFunction,
} from "@org/types/schemas";
import { isJSONObject } from "../utils/is-record.ts";

/** A message of the model, ready for `messages`: each tool call has a unique ID and arguments. */
export interface AssistantMessage extends ChatCompletionAssistantMessageParam {
  /** The tool calls of the model. */
  tool_calls?: AssistantToolCall[] | undefined;
}

/** A tool call, to be followed by a tool message with its `id` as `tool_call_id`. */
export interface AssistantToolCall extends ChatCompletionMessageToolCall {
  /** The name of the function, and its arguments as JSON text. */
  function: { name: string; arguments: string };
}

/**
 * Converts the model's message for the `messages` of the next request. It keeps everything: reasoning with its
 * signatures and even an empty list of `reasoning_details`, which some models require; annotations, so that a PDF is
 * not parsed again; images; fields that the types do not have.
 *
 * It fixes what providers reject: an empty text next to tool calls becomes `null`; a tool call without an ID, or with
 * the ID of another call in the message, gets a unique one; missing arguments become `{}`, and arguments that are an
 * object become JSON text. A call that is not a function call is kept as it is. Respond to the calls of the returned
 * message, not to those of the completion.
 *
 * @param answer A completion, whose first choice is used, or the message of any choice.
 * @returns The message to append to `messages`.
 * @throws TypeError when there is no message.
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { toAssistantMessage } from "@org/sdk/funcs/toAssistantMessage.js";
 * import type { ChatCompletionMessageParam } from "@org/sdk/models";
 *
 * const openRouter = new OpenRouter();
 * const messages: ChatCompletionMessageParam[] = [{ role: "user", content: "Name a prime." }];
 * const completion = await openRouter.chat.complete({ messages });
 * messages.push(toAssistantMessage(completion), { role: "user", content: "And the next one?" });
 * const next = await openRouter.chat.complete({ messages });
 * console.log(next.choices[0]?.message.content);
 * ```
 */
export function toAssistantMessage(answer: ChatCompletion | ChatCompletionMessage): AssistantMessage {
  const message = "choices" in answer ? answer.choices[0]?.message : answer;
  if (!message) throw new TypeError("The completion must have a choice with a message");
  const { role = "assistant", content = null, tool_calls: toolCalls, ...fields } = message;
  const calls = Array.isArray(toolCalls) ? toolCalls.filter(isJSONObject) : [];
  const hasCalls = calls.length > 0;
  const others = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  return {
    role,
    content: hasCalls && content === "" ? null : content,
    ...others,
    ...(hasCalls && { tool_calls: normalizeCalls(calls) }),
  };
}

function normalizeCalls(calls: readonly ChatCompletionMessageToolCall[]): AssistantToolCall[] {
  const reserved = new Set(calls.map(({ id }) => id));
  const used = new Set<string>();
  return calls.map((call, position) => {
    const id = call.id && !used.has(call.id) ? call.id : createId(position, reserved);
    used.add(id);
    reserved.add(id);
    return normalizeCall(call, id);
  });
}

function normalizeCall(call: ChatCompletionMessageToolCall, id: string): AssistantToolCall {
  const called: Partial<ChatCompletionMessageToolCallFunction> | undefined = call.function;
  if (!isJSONObject(called)) return { ...call, id } as AssistantToolCall;
  // Some servers send an object instead of JSON text.
  const args: unknown = called.arguments || {};
  return {
    ...call,
    id,
    function: { ...call.function, arguments: typeof args === "string" ? args : JSON.stringify(args) },
  };
}

/** Returns the same ID for the same message, so that prompt caches recognize the start of a conversation. */
function createId(position: number, reserved: ReadonlySet<string>): string {
  let id = `call_${position}`;
  while (reserved.has(id)) id += "_";
  return id;
}
