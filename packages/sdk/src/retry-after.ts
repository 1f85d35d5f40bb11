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
  const wait = ahead(httpDate(retryAfter), now);
  if (wait !== undefined) return wait;
  return ahead(resetTime(metadata), now);
}

// The three forms of RFC 9110 section 5.6.7, all of which a recipient must accept; Date.parse alone takes almost
// anything for a date, and the last one, asctime, for local time.
const dated =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}|[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2}) \d{2}:\d{2}:\d{2} GMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

function httpDate(text = ""): number | undefined {
  if (dated.test(text)) return Date.parse(text);
  return asctime.test(text) ? Date.parse(`${text} GMT`) : undefined;
}

function decimal(text: string | null | undefined): number | undefined {
  return text && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function ahead(time: number | undefined, now: number): number | undefined {
  return time !== undefined && time > now ? time - now : undefined;
}

function resetTime(metadata: unknown): number | undefined {
  const headers = (metadata as { headers?: Record<string, unknown> } | null | undefined)?.headers;
  const reset = headers?.["X-RateLimit-Reset"];
  return typeof reset === "string" || typeof reset === "number" ? decimal(String(reset)) : undefined;
}
