import type { ChatCompletionErrorDetail } from "./errors/openrouter-error.ts";
import { parsed } from "./json.ts";

/** What an answer's JSON says of an error. */
export interface ErrorBody {
  readonly error: ChatCompletionErrorDetail;
  readonly userId: string | undefined;
}

// Long enough for a provider's sentence, short enough for a log line. The body is on the error, whole.
const longestMessage = 500;

/**
 * The error in an answer's JSON, or `undefined` if it names none. Taken as it comes: `error` may be an object, a
 * string or an array, and the whole body an array that holds one.
 */
export function errorBody(value: unknown): ErrorBody | undefined {
  const body = Array.isArray(value) ? (value as unknown[]).find((item) => record(item)?.["error"]) : value;
  const outer = record(body);
  const raw = outer?.["error"];
  if (!outer || !raw) return undefined;
  const found = Array.isArray(raw) ? (raw as unknown[])[0] : raw;
  const inner = record(found);
  const userId = outer["user_id"];
  const code = inner?.["code"];
  return {
    error: {
      code: typeof code === "number" || typeof code === "string" || code === null ? code : undefined,
      message: text(inner?.["message"]) ?? text(found) ?? "",
      ...(inner && "metadata" in inner ? { metadata: inner["metadata"] } : undefined),
    },
    userId: typeof userId === "string" && userId ? userId : undefined,
  };
}

/** The status that an error stands for: its code where that is one, else 500. */
export function statusOf({ code }: ChatCompletionErrorDetail): number {
  const status = typeof code === "string" && /^\d{3}$/.test(code) ? Number(code) : code;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599 ? status : 500;
}

/** The words that help most: the provider's name and its own message, dug out of `metadata.raw`, else the API's. */
export function errorWords({ message, metadata }: ChatCompletionErrorDetail): string {
  const details = record(metadata);
  const provider = text(details?.["provider_name"]);
  const words = providerWords(details?.["raw"]) ?? (message || text(metadata) || "The API gave no message");
  const line = provider ? `[${provider}] ${words}` : words;
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

/** A provider's message: plain text, or JSON with a `message`, `detail` or `error` at some depth. */
function providerWords(raw: unknown): string | undefined {
  if (typeof raw !== "string") return wordsIn(raw);
  const trimmed = raw.trim();
  if (!/^[{["]/.test(trimmed)) return trimmed || undefined;
  return wordsIn(parsed(trimmed)) ?? trimmed;
}

function wordsIn(value: unknown, depth = 0): string | undefined {
  if (depth > 4) return undefined;
  if (Array.isArray(value)) return wordsIn((value as unknown[])[0], depth + 1);
  const fields = record(value);
  if (!fields) return text(value);
  for (const key of ["message", "error", "detail"]) {
    const words = wordsIn(fields[key], depth + 1);
    if (words) return words;
  }
  return undefined;
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}
