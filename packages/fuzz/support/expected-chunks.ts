type Fields = Readonly<Record<string, unknown>>;

/** Returns an event as a stream delivers it: with a list of choices that each have a delta. */
export function toDelivered(event: Fields): Fields {
  const choices = Array.isArray(event["choices"]) ? (event["choices"] as unknown[]) : [];
  return { ...event, choices: choices.map((choice) => (hasDelta(choice) ? choice : withDelta(choice))) };
}

function withDelta(choice: unknown): unknown {
  return { ...(choice as object), delta: {} };
}

/** Counts the events that a stream delivers, and whether an error follows them. */
export function expectDelivered(events: readonly unknown[]): { delivered: number; fails: boolean } {
  const failed = new Map<unknown, boolean>();
  for (const [place, event] of events.entries()) {
    if (!isFields(event) || Boolean(event["error"])) return { delivered: place, fails: true };
    const { choices } = toDelivered(event) as { choices: (Fields | null)[] };
    for (const choice of choices) {
      failed.set(choice?.["index"], isFailed(choice) || failed.get(choice?.["index"]) === true);
    }
    if (choices.some(isFailed) && [...failed.values()].every(Boolean)) {
      return { delivered: place === 0 && !choices.some(hasContent) ? 0 : place + 1, fails: true };
    }
  }
  return { delivered: events.length, fails: false };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasDelta(choice: unknown): boolean {
  if (choice === null) return true;
  const { delta } = choice as { delta?: unknown };
  return typeof choice === "object" && typeof delta === "object" && delta !== null;
}

function isFailed(choice: Fields | null): boolean {
  return choice !== null && Boolean(choice["error"] || choice["finish_reason"] === "error");
}

function hasContent(choice: Fields | null): boolean {
  if (choice === null) return false;
  const { delta, message = delta, text } = choice;
  return (
    Boolean(text) ||
    Object.entries(message ?? {}).some(
      ([key, part]: [string, unknown]) => key !== "role" && Boolean(part) && (part as unknown[]).length !== 0,
    )
  );
}
