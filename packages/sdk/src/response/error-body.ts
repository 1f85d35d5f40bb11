import type { ChatCompletionErrorDetail } from "../errors/api-error.ts";
import { findMessage, toLine } from "./find-message.ts";
import { isRecord } from "../utils/is-record.ts";

/** The error that the JSON of a response holds. */
export interface ErrorBody {
  readonly error: ChatCompletionErrorDetail;
  readonly userId: string | undefined;
}

/**
 * Reads the error from a response's JSON; `undefined` if it names none. Taken as it comes: `error` may be an object, a
 * string or an array, and the whole body an array that holds one.
 */
export function parseErrorBody(value: unknown): ErrorBody | undefined {
  const body = Array.isArray(value) ? (value as unknown[]).find((item) => record(item)?.["error"]) : value;
  const outer = record(body);
  if (!outer?.["error"]) return undefined;
  const { error: raw, user_id: userId, ...beside } = outer;
  const found = Array.isArray(raw) ? (raw as unknown[])[0] : raw;
  const inner = record(found);
  const code = inner?.["code"];
  // Some servers name the kind in `error`, as a string, and describe it in a field next to it.
  const message = inner ? (findMessage(inner) ?? findMessage(beside)) : findMessage(beside);
  return {
    error: {
      code: typeof code === "number" || typeof code === "string" || code === null ? code : undefined,
      message: text(inner?.["message"]) ?? message ?? text(found) ?? "",
      ...(inner && "metadata" in inner ? { metadata: inner["metadata"] } : undefined),
    },
    userId: text(userId),
  };
}

/** Returns the status that an error stands for: its code if that is one, else 500. */
export function getStatusCode({ code }: ChatCompletionErrorDetail): number {
  return /^[45]\d\d$/.test(String(code)) ? Number(code) : 500;
}

/** Returns the message that helps most: the provider's name and its own message, from `metadata.raw`, else the API's. */
export function formatErrorMessage({ message, metadata }: ChatCompletionErrorDetail): string {
  const details = record(metadata);
  const provider = text(details?.["provider_name"]);
  const line =
    findMessage(details?.["raw"]) ?? findMessage(message) ?? findMessage(text(metadata)) ?? "The API gave no message";
  return toLine(provider ? `[${provider}] ${line}` : line);
}

function record(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}
