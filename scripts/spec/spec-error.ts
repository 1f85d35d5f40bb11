import { getLineColLocation, type LocationObject } from "@redocly/openapi-core";
import { InputError } from "../lib/cli.ts";
import { toDisplayPath } from "../lib/paths.ts";

/**
 * What is wrong with the document, where, and what to do about it: the one message that a person sees.
 * The message starts with `file:line:column` when the place is known, so that editors and terminals link it.
 */
export class SpecError extends InputError {
  override readonly name = "SpecError";

  constructor(problem: string, { place, advice }: { place?: Place; advice: string }) {
    super(`${place === undefined ? "" : `${formatPlace(place)}: `}${sentence(problem)}\n  ${advice}`);
  }
}

/** A spot in a file; line and column are 1-based. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Redocly's location (a source and a JSON pointer) as a place. */
export function placeOf(location: LocationObject): Place {
  const { source, start } = getLineColLocation(location);
  return { file: toDisplayPath(source.absoluteRef), line: start.line, column: start.col };
}

function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
