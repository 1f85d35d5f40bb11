type Fields = Readonly<Record<string, unknown>>;

/** Returns the chunk that a stream yields for an event: `choices` is a list, and each choice has a `delta`. */
export function toChunk(event: Fields): Fields {
  const choices = Array.isArray(event["choices"]) ? (event["choices"] as unknown[]) : [];
  return { ...event, choices: choices.map((choice) => (hasDelta(choice) ? choice : addDelta(choice))) };
}

function addDelta(choice: unknown): unknown {
  return { ...(choice as object), delta: {} };
}

/** Returns how many events a stream must yield as chunks, and whether it must then throw. */
export function expectChunks(events: readonly unknown[]): { chunkCount: number; fails: boolean } {
  const failedChoices = new Map<unknown, boolean>();
  for (const [position, event] of events.entries()) {
    if (!isFields(event) || Boolean(event["error"])) return { chunkCount: position, fails: true };
    const { choices } = toChunk(event) as { choices: (Fields | null)[] };
    for (const choice of choices) {
      failedChoices.set(choice?.["index"], isFailed(choice) || failedChoices.get(choice?.["index"]) === true);
    }
    if (choices.some(isFailed) && [...failedChoices.values()].every(Boolean)) {
      return { chunkCount: position === 0 && !choices.some(hasContent) ? 0 : position + 1, fails: true };
    }
  }
  return { chunkCount: events.length, fails: false };
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
      ([key, value]: [string, unknown]) => key !== "role" && Boolean(value) && (value as unknown[]).length !== 0,
    )
  );
}
