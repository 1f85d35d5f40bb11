import type { Answer, Contestant } from "./contestant.ts";

export type Verdict = "right" | "n.a." | { readonly wrong: string };

/** One thing that goes wrong in the world, and the check that a contestant takes it well. */
export interface Case {
  readonly title: string;
  run(contestant: Contestant): Promise<Verdict>;
}

/** How a call, or the reading of a stream, ended. */
export type Ending<T> =
  | { readonly end: "value"; readonly value: T }
  | { readonly end: "error"; readonly error: unknown }
  | { readonly end: "hang"; readonly afterMs: number };

/** Thirty times every limit that the cases set; what has not ended by then hangs. */
const patienceMs = 3_000;

/** What a caller sees of a call, with an end to the waiting. */
export async function ending<T>(call: () => Promise<T>, withinMs = patienceMs): Promise<Ending<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hang = new Promise<Ending<T>>((resolve) => {
    timer = setTimeout(() => resolve({ end: "hang", afterMs: withinMs }), withinMs);
  });
  const settled = (async (): Promise<Ending<T>> => {
    try {
      return { end: "value", value: await call() };
    } catch (error) {
      return { end: "error", error };
    }
  })();
  try {
    return await Promise.race([settled, hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** All pieces of a stream. What came before an error or a hang stands in `pieces` too. */
export async function reading(
  open: () => Promise<AsyncIterable<Answer>>,
  onPiece: (piece: Answer) => void = () => {},
): Promise<{ ending: Ending<void>; pieces: readonly Answer[]; text: string }> {
  const pieces: Answer[] = [];
  const how = await ending(async () => {
    for await (const piece of await open()) {
      pieces.push(piece);
      onPiece(piece);
    }
  });
  return { ending: how, pieces, text: pieces.map(({ text }) => text).join("") };
}

export function wrong(why: string): Verdict {
  return { wrong: why };
}

/** The ending in words, for verdicts. */
export function said(how: Ending<unknown>): string {
  if (how.end === "hang") return `no end after ${how.afterMs / 1_000} s`;
  if (how.end === "value") return "no error";
  const line = String(how.error).replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
