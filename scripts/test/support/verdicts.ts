import { readTable } from "./read-table.ts";
import type { Sketch } from "./sketch.ts";

interface Given {
  readonly old: Sketch;
  readonly new: Sketch;
}

/** Pairs of small documents, with the changes between them. */
export const verdicts = ["verdicts", "equivalent", "unions", "notes", "servers", "components"].flatMap((name) =>
  readTable<Given>(`diff/${name}.txt`),
);
