import { safeParseJSON } from "../utils/parse-json.ts";

/** A chunk with a content and no other objects than these. */
interface PlainChunk {
  readonly choices: readonly [{ readonly delta: { readonly content: string } }];
}

/** Chunks to skip between two checks. Checking each one would take a third of the time of parsing it. */
const checkInterval = 8;

/**
 * Creates a `JSON.parse` for the chunks of one stream. Most differ from the previous one only in `delta.content`: then
 * only that is parsed and the rest copied, in about a third of the time. The result always equals that of `JSON.parse`,
 * and no two chunks share an object.
 */
export function createFastJSONParser(): (text: string) => unknown {
  // The text around the content, including the quotes, and a chunk with that text, which is never returned.
  let before = "";
  let after = "";
  let template: PlainChunk | undefined;
  let misses = 0;

  function updateTemplate(text: string): void {
    const name = '"content"';
    const at = text.indexOf(name);
    const start = at + name.length + 1;
    // Without escapes, each quote begins or ends a string. If the name occurs once, it is that of the delta's content,
    // and the same text around another string is the same chunk with another content.
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

/** Returns the content if the text around it matches; else `undefined`. */
function parseContent(text: string, before: string, after: string): string | undefined {
  const end = text.length - after.length;
  // Comparing slices is ten times as fast as startsWith and endsWith.
  if (end < before.length || text.slice(end) !== after || text.slice(0, before.length) !== before) return undefined;
  // Parsed even without escapes: a slice would keep the whole text in memory.
  return safeParseJSON(text.slice(before.length - 1, end + 1)) as string | undefined;
}

function isPlain(value: unknown): boolean {
  const { choices } = (value ?? {}) as { choices?: { delta?: { content?: unknown } }[] };
  const choice = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined;
  const delta = choice?.delta;
  return (
    typeof delta?.content === "string" && hasOnly(choices, value) && hasOnly(delta, choice) && hasOnly(null, delta)
  );
}

/** Returns whether the value has no object in its properties except this one. */
function hasOnly(one: unknown, value: unknown): boolean {
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const field = fields[name];
    if (typeof field === "object" && field !== null && field !== one) return false;
  }
  return true;
}
