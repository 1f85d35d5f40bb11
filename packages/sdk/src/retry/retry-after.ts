import { isRecord } from "../utils/is-record.ts";

/**
 * Returns the delay that the server asked for, in milliseconds: `retry-after-ms`, else `Retry-After` (seconds or an HTTP
 * date, RFC 9110 section 10.2.3), else `X-RateLimit-Reset` (epoch milliseconds) in the body, which is the only one that
 * a browser can read. Malformed, negative and past values are ignored.
 *
 * @param metadata The `metadata` of the error in the body.
 * @param now The current time, in epoch milliseconds.
 */
export function parseRetryAfter(headers: Headers, metadata: unknown, now: number): number | undefined {
  const retryAfter = headers.get("retry-after")?.trim();
  return (
    parseDecimal(headers.get("retry-after-ms")) ??
    parseDecimal(retryAfter, 1_000) ??
    getDelay(parseHTTPDate(retryAfter), now) ??
    getDelay(parseResetTime(metadata), now)
  );
}

// The three formats of RFC 9110 section 5.6.7, which a recipient must accept. Date.parse alone accepts almost anything,
// and reads the last one, asctime, as local time.
const httpDate = /^[A-Z][a-z]+,? [-A-Za-z\d ]+ \d\d:\d\d:\d\d (?:GMT|\d{4})$/;

function parseHTTPDate(text = ""): number | undefined {
  return httpDate.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : undefined;
}

function parseDecimal(text: string | null | undefined, factor = 1): number | undefined {
  return text && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) * factor : undefined;
}

function getDelay(time: number | undefined, now: number): number | undefined {
  return time !== undefined && time > now ? time - now : undefined;
}

function parseResetTime(metadata: unknown): number | undefined {
  const headers = (metadata as { headers?: Record<string, unknown> } | null | undefined)?.headers;
  const reset = headers?.["X-RateLimit-Reset"];
  return isRecord(reset) ? undefined : parseDecimal(String(reset));
}
