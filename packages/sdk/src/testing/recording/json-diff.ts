/** Where two JSON values differ, a line for each place, such as `body.model: recorded "a", sent "b"`. */
export function differences(recorded: unknown, sent: unknown, place = ""): string[] {
  if (Object.is(recorded, sent)) return [];
  if (isObject(recorded) && isObject(sent) && Array.isArray(recorded) === Array.isArray(sent)) {
    const isList = Array.isArray(recorded);
    // The order of names says nothing.
    return [...new Set([...Object.keys(recorded), ...Object.keys(sent)])].flatMap((key) =>
      differences(recorded[key], sent[key], isList ? `${place}[${key}]` : `${place}${place && "."}${key}`),
    );
  }
  return [`${place}: recorded ${shown(recorded)}, sent ${shown(sent)}`];
}

const longest = 80;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
