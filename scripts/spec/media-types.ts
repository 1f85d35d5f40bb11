export const eventStreamType = "text/event-stream";

/** Returns a media type without its parameters: `Text/Plain; charset=utf-8` → `text/plain`. */
export function parseMediaType(type: string): string {
  return type.replace(/;.*$/, "").trim().toLowerCase();
}

export function isEventStream(type: string): boolean {
  return parseMediaType(type) === eventStreamType;
}

export function isJSON(type: string): boolean {
  return /^(application|text)\/(.+\+)?json$/.test(parseMediaType(type));
}

/** Returns whether a body of this type is text, other than JSON. */
export function isText(type: string): boolean {
  const name = parseMediaType(type);
  return !isJSON(type) && (name.startsWith("text/") || isXML(type) || textTypes.test(name));
}

const textTypes =
  /^application\/(?:.+\+)?(?:x-)?(?:yaml|toml|csv|javascript|ecmascript|graphql|sql|ndjson|jsonl|jsonlines|json-seq|jwt|pem-file|www-form-urlencoded)$/;

export function isXML(type: string): boolean {
  return /^(?:application|text)\/xml$|\+xml$/.test(parseMediaType(type));
}

/** Returns whether a body of this type is bytes, which are damaged when they are decoded as text. */
export function isBinary(type: string): boolean {
  return /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|wasm|(?:x-)?(?:zip|gzip|tar|bzip2?|7z-compressed)|zip-compressed)$/.test(
    isXML(type) ? "" : parseMediaType(type),
  );
}

/** Returns whether a body of this type is a form in one line: `a=1&b=2`. */
export function isForm(type: string): boolean {
  return parseMediaType(type) === "application/x-www-form-urlencoded";
}
