import { isRecord } from "../utils/is-record.ts";

/**
 * How long the server asks to wait, in milliseconds from `now`: `retry-after-ms`, else `Retry-After` (seconds, or
 * an HTTP date, RFC 9110 section 10.2.3), else the body's `X-RateLimit-Reset` (epoch milliseconds), which is the
 * only one that a browser can read. Values that are malformed, negative or past count as absent.
 */
export function retryAfterMs(headers: Headers, metadata: unknown, now: number): number | undefined {
  const milliseconds = decimal(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return milliseconds;
  const retryAfter = headers.get("retry-after")?.trim();
  const seconds = decimal(retryAfter);
  if (seconds !== undefined) return seconds * 1_000;
  const wait = ahead(parseHTTPDate(retryAfter), now);
  if (wait !== undefined) return wait;
  return ahead(parseResetTime(metadata), now);
}

// The three forms of RFC 9110 section 5.6.7, all of which a recipient must accept; Date.parse alone takes almost
// anything for a date, and the last one, asctime, for local time.
const dated = /^[A-Z][a-z]+,? [-A-Za-z\d ]+ \d\d:\d\d:\d\d (?:GMT|\d{4})$/;

function parseHTTPDate(text = ""): number | undefined {
  return dated.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : undefined;
}

function decimal(text: string | null | undefined): number | undefined {
  return text && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function ahead(time: number | undefined, now: number): number | undefined {
  return time !== undefined && time > now ? time - now : undefined;
}

function parseResetTime(metadata: unknown): number | undefined {
  const headers = (metadata as { headers?: Record<string, unknown> } | null | undefined)?.headers;
  const reset = headers?.["X-RateLimit-Reset"];
  return isRecord(reset) ? undefined : decimal(String(reset));
}
