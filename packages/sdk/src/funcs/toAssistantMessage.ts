import type {
  ChatCompletion,
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
  ChatCompletionMessageToolCallFunction,
} from "@org/types/schemas";
import { isRecord } from "../chat-stream/merge-delta.ts";

/** A message of the model, ready to stand in `messages`: each tool call has an id of its own and arguments. */
export interface AssistantMessage extends ChatCompletionAssistantMessageParam {
  /** Tools that the model called. */
  tool_calls?: AssistantToolCall[] | undefined;
}

/** A call to be answered by a tool message with its `id` as `tool_call_id`. */
export interface AssistantToolCall extends ChatCompletionMessageToolCall {
  /** Which function, with which arguments. */
  function: { name: string; arguments: string };
}

/**
 * The model's message as it goes back into `messages`, so that nothing gets lost over turns: reasoning with its
 * signatures, even an empty list of `reasoning_details`, which some models insist on; annotations, so that a PDF is not
 * parsed again; pictures; fields that the types don't know.
 *
 * What providers refuse is fixed: an empty text next to tool calls becomes `null`; tool calls without id, or with one that
 * another call of the message has, get one of their own; missing arguments become `{}`, and arguments that are an object
 * their JSON text. A call that is not a function is kept as it came. Answer the calls of the message that this function
 * returns, not those of the completion.
 *
 * @param answer a completion, whose first choice counts, or the message of any choice
 * @throws TypeError when there is no message
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
  if (!message) throw new TypeError("The completion has no choice, and so no message");
  const { role = "assistant", content = null, tool_calls: given, ...fields } = message;
  const calls = Array.isArray(given) ? given.filter(isRecord) : [];
  const hasCalls = calls.length > 0;
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  return {
    role,
    content: hasCalls && content === "" ? null : content,
    ...said,
    ...(hasCalls && { tool_calls: answerable(calls) }),
  };
}

function answerable(calls: readonly ChatCompletionMessageToolCall[]): AssistantToolCall[] {
  const taken = new Set(calls.map(({ id }) => id));
  const used = new Set<string>();
  return calls.map((call, place) => {
    const id = call.id && !used.has(call.id) ? call.id : freeId(place, taken);
    used.add(id);
    taken.add(id);
    return withArguments(call, id);
  });
}

function withArguments(call: ChatCompletionMessageToolCall, id: string): AssistantToolCall {
  const called: Partial<ChatCompletionMessageToolCallFunction> | undefined = call.function;
  if (!isRecord(called)) return { ...call, id } as AssistantToolCall;
  // Some servers send an object in place of its text.
  const args: unknown = called.arguments || {};
  return {
    ...call,
    id,
    function: { ...call.function, arguments: typeof args === "string" ? args : JSON.stringify(args) },
  };
}

/** The same for the same message, so that the service knows the beginning of a conversation again. */
function freeId(place: number, taken: ReadonlySet<string>): string {
  let id = `call_${place}`;
  while (taken.has(id)) id += "_";
  return id;
}
