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
  if (retryAfter && httpDate.test(retryAfter)) {
    const wait = ahead(Date.parse(retryAfter), now);
    if (wait !== undefined) return wait;
  }
  return ahead(resetTime(metadata), now);
}

// `Sun, 06 Nov 1994 08:49:37 GMT`; Date.parse alone takes almost anything for a date.
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

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
