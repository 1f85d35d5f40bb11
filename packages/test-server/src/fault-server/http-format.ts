/** Header fields in the order and case in which they are sent. A list repeats its header. */
export type HeaderFields = Readonly<Record<string, string | number | readonly string[]>>;

/** Formats the status line and headers, with the blank line after them. */
export function formatHead(status: number, headers: HeaderFields = {}, reason = ""): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n`, "latin1");
}

/** Formats a complete response with its content-length. */
export function formatResponse(status: number, body: string | Uint8Array, headers: HeaderFields = {}): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([formatHead(status, { ...headers, "content-length": bytes.length }), bytes]);
}

/** Formats one chunk of a chunked body. */
export function formatChunk(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** The end of a chunked body. */
export const lastChunk = "0\r\n\r\n";

/** Formats a server-sent event: a string as its data (`"[DONE]"`), any other value as JSON. */
export function formatEvent(data: unknown): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `data: ${text.replaceAll("\n", "\ndata: ")}\n\n`;
}
