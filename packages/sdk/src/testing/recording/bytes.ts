/** Bytes in a form that JSON can say: the text that they are in UTF-8, else base64. */
export type SaidBytes = { text: string } | { base64: string };

/** Says bytes exactly. The text and what is in the bytes otherwise is passed through `safe` first. */
export function said(bytes: Uint8Array, safe: (text: string) => string): SaidBytes {
  try {
    return { text: safe(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) };
  } catch {
    return { base64: btoa(safe(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))) };
  }
}

/** The bytes that were said. @throws Error for base64 that is none */
export function bytesOf(saying: SaidBytes): Uint8Array {
  if ("text" in saying) return new TextEncoder().encode(saying.text);
  return Uint8Array.from(atob(saying.base64), (letter) => letter.charCodeAt(0));
}

/** Bytes that came in pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
