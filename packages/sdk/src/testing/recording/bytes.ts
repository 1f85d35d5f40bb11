/** Bytes in a form that JSON can represent: as text if they are UTF-8, else in base64. */
export type EncodedBytes = { text: string } | { base64: string };

/** Encodes bytes without loss, except that `redact` is applied to their text. */
export function encodeBytes(bytes: Uint8Array, redact: (text: string) => string): EncodedBytes {
  try {
    return { text: redact(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) };
  } catch {
    return { base64: btoa(redact(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))) };
  }
}

/**
 * Decodes what {@link encodeBytes} returned.
 * @throws Error when the base64 is invalid.
 */
export function decodeBytes(encoded: EncodedBytes): Uint8Array {
  if ("text" in encoded) return new TextEncoder().encode(encoded.text);
  return Uint8Array.from(atob(encoded.base64), (letter) => letter.charCodeAt(0));
}

/** Concatenates bytes. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
