import { safeParseJSON } from "../utils/parse-json.ts";

/** A chunk whose only objects are its list of one choice, that choice, and a delta with a content. */
interface PlainChunk {
  readonly choices: readonly [{ readonly delta: { readonly content: string } }];
}

/** Of so many texts in a row that do not match, the first is checked. A check takes a third of the time of parsing. */
const checkInterval = 8;

/**
 * Creates a fast `JSON.parse` for the chunks of one stream. Most chunks differ from the previous one only in
 * `delta.content`. Of such a chunk, only the content is parsed, and the other fields are copied from a template, in about
 * a third of the time. The result always equals that of `JSON.parse`, and no two results share an object.
 */
export function createFastJSONParser(): (text: string) => unknown {
  // The text before and after the content, including its quotes.
  let before = "";
  let after = "";
  // A chunk with that text. It is never returned, so the caller cannot change it.
  let template: PlainChunk | undefined;
  let misses = 0;

  function updateTemplate(text: string): void {
    const name = '"content"';
    const at = text.indexOf(name);
    const start = at + name.length + 1;
    // Without escapes, each quote begins or ends a string. If the name occurs once, it is that of the delta's content,
    // and a text that differs only in the string after it is the same chunk with another content.
    if (at < 0 || text.slice(start - 1, start + 1) !== ':"' || text.indexOf(name, start) >= 0) return;
    if (text.includes("\\")) return;
    before = text.slice(0, start + 1);
    after = text.slice(text.indexOf('"', start + 1));
    template = undefined;
  }

  return (text) => {
    const content = before ? parseContent(text, before, after) : undefined;
    if (content === undefined) {
      const value: unknown = JSON.parse(text);
      if (misses++ % checkInterval === 0 && isPlain(value)) updateTemplate(text);
      return value;
    }
    misses = 0;
    template ??= JSON.parse(text) as PlainChunk;
    const [choice] = template.choices;
    return { ...template, choices: [{ ...choice, delta: { ...choice.delta, content } }] };
  };
}

/** Parses only the content of a text that begins with `before` and ends with `after`; `undefined` for other texts. */
function parseContent(text: string, before: string, after: string): string | undefined {
  const end = text.length - after.length;
  // Comparing slices is ten times as fast as startsWith and endsWith.
  if (end < before.length || text.slice(end) !== after || text.slice(0, before.length) !== before) return undefined;
  // Parsed even without escapes: a slice would keep the whole text in memory.
  return safeParseJSON(text.slice(before.length - 1, end + 1)) as string | undefined;
}

/** Returns whether a value is a {@link PlainChunk}. */
function isPlain(value: unknown): boolean {
  const { choices } = (value ?? {}) as { choices?: { delta?: { content?: unknown } }[] };
  const choice = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined;
  const delta = choice?.delta;
  return (
    typeof delta?.content === "string" && hasOnly(choices, value) && hasOnly(delta, choice) && hasOnly(null, delta)
  );
}

/** Returns whether no property of the value is an object, except `allowed`. */
function hasOnly(allowed: unknown, value: unknown): boolean {
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const field = fields[name];
    if (typeof field === "object" && field !== null && field !== allowed) return false;
  }
  return true;
}
