import type { ChatCompletionChoice } from "@org/types/schemas";
import { isRecord, toText } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";

/**
 * A message in the form of the semantic conventions:
 * https://github.com/open-telemetry/semantic-conventions/blob/v1.41.1/docs/gen-ai/gen-ai-input-messages.json
 */
interface Message {
  readonly role: unknown;
  readonly parts: readonly Part[];
  readonly name?: unknown;
  readonly finish_reason?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A part of a message, with its `type`. Kinds that the conventions do not have keep the form of the API. */
type Part = Fields;

/** Converts the messages of a request. */
export function toInputMessages(messages: unknown): Message[] {
  if (!Array.isArray(messages)) return [];
  return messages.filter(isRecord).map((message) => {
    const { role, name, tool_call_id: id, content } = message;
    const parts = role === "tool" ? [{ type: "tool_call_response", id, response: content }] : toParts(message);
    return { role, parts, name };
  });
}

/** Converts the choices of a completion. */
export function toOutputMessages(choices: readonly ChatCompletionChoice[]): Message[] {
  return choices.map(({ message, finish_reason: reason }) => ({
    role: "assistant",
    parts: toParts({ ...message }),
    // The conventions require a reason. A stream that failed or was left has none.
    finish_reason: reason ?? "error",
  }));
}

function toParts({ reasoning, content, refusal, images, tool_calls: calls }: Fields): Part[] {
  const thoughts = toText(reasoning);
  return [
    ...(thoughts === undefined ? [] : [{ type: "reasoning", content: thoughts }]),
    ...toContentParts(content),
    ...(toText(refusal) === undefined ? [] : [{ type: "refusal", content: refusal }]),
    ...toContentParts(images),
    ...(Array.isArray(calls) ? calls.filter(isRecord).map(toToolCallPart) : []),
  ];
}

function toContentParts(content: unknown): Part[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", content }];
  return Array.isArray(content) ? content.filter(isRecord).map(toContentPart) : [];
}

function toContentPart(part: Fields): Part {
  const { type, text, image_url: image } = part;
  if (type === "text") return { type, content: text };
  if (type === "image_url" && isRecord(image)) return toImagePart(String(image["url"]));
  return part;
}

function toImagePart(url: string): Part {
  const [, mimeType, content] = /^data:([^;,]*);base64,(.*)$/s.exec(url) ?? [];
  if (content === undefined) return { type: "uri", modality: "image", uri: url };
  return { type: "blob", modality: "image", mime_type: mimeType, content };
}

function toToolCallPart({ id, function: called }: Fields): Part {
  const { name, arguments: args } = isRecord(called) ? called : {};
  const json = typeof args === "string" ? safeParseJSON(args) : undefined;
  return { type: "tool_call", id, name, arguments: json ?? args };
}
