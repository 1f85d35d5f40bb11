/** Header fields in the order and case in which they go out; a list repeats its header. */
export type HeaderFields = Readonly<Record<string, string | number | readonly string[]>>;

/** Status line and headers, with the blank line behind them. */
export function head(status: number, headers: HeaderFields = {}, reason = ""): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n`, "latin1");
}

/** A whole answer with its content-length. */
export function answer(status: number, body: string | Uint8Array, headers: HeaderFields = {}): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([head(status, { ...headers, "content-length": bytes.length }), bytes]);
}

/** One chunk of a chunked body. */
export function framed(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** What ends a chunked body. */
export const lastChunk = "0\r\n\r\n";

/** One server-sent event: a string as it is (`"[DONE]"`), anything else as JSON. */
export function event(data: unknown): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `data: ${text.replaceAll("\n", "\ndata: ")}\n\n`;
}
