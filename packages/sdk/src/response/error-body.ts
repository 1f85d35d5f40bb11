import type { ChatCompletionErrorDetail } from "../errors/api-error.ts";
import { findMessage, toLine } from "./find-message.ts";
import { toRecord, toText } from "../utils/is-record.ts";

/** The error in the JSON of a response. */
export interface ErrorBody {
  readonly error: ChatCompletionErrorDetail;
  readonly userId: string | undefined;
}

/**
 * Reads the error from the JSON of a response; `undefined` if there is none. `error` may be an object, a string or an
 * array, and the body itself may be an array that contains one.
 */
export function parseErrorBody(value: unknown): ErrorBody | undefined {
  const body = Array.isArray(value) ? (value as unknown[]).find((item) => toRecord(item)?.["error"]) : value;
  const outer = toRecord(body);
  if (!outer?.["error"]) return undefined;
  const { error: raw, user_id: userId, ...siblings } = outer;
  const first = Array.isArray(raw) ? (raw as unknown[])[0] : raw;
  const inner = toRecord(first);
  const code = inner?.["code"];
  // Some servers send the kind of error in `error`, as a string, and its message in a field next to it.
  const message = inner ? (findMessage(inner) ?? findMessage(siblings)) : findMessage(siblings);
  return {
    error: {
      code: typeof code === "number" || typeof code === "string" || code === null ? code : undefined,
      message: toText(inner?.["message"]) ?? message ?? toText(first) ?? "",
      ...(inner && "metadata" in inner ? { metadata: inner["metadata"] } : undefined),
    },
    userId: toText(userId),
  };
}

/** Returns the HTTP status of an error: its code if that is a 4xx or 5xx, else 500. */
export function getStatusCode({ code }: ChatCompletionErrorDetail): number {
  return /^[45]\d\d$/.test(String(code)) ? Number(code) : 500;
}

/** Returns the provider's name and message, from `metadata.raw`, else the message of the API. */
export function formatErrorMessage({ message, metadata }: ChatCompletionErrorDetail): string {
  const details = toRecord(metadata);
  const provider = toText(details?.["provider_name"]);
  const line =
    findMessage(details?.["raw"]) ??
    findMessage(message) ??
    findMessage(toText(metadata)) ??
    "The error has no message";
  return toLine(provider ? `[${provider}] ${line}` : line);
}
