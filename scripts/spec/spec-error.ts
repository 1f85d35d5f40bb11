import { getLineColLocation, type LocationObject } from "@redocly/openapi-core";
import { InputError } from "../lib/cli.ts";
import { toDisplayPath } from "../lib/paths.ts";

/**
 * A mistake in the document. The message names the problem, its location and how to fix it. It starts with
 * `file:line:column` if the location is known, so that editors and terminals link it.
 */
export class SpecError extends InputError {
  override readonly name = "SpecError";

  constructor(problem: string, { location, advice }: { location?: SourceLocation; advice: string }) {
    super(`${location === undefined ? "" : `${formatLocation(location)}: `}${endSentence(problem)}\n  ${advice}`);
  }
}

/** A position in a file. Line and column are 1-based. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Converts a location of Redocly, which is a source and a JSON pointer. */
export function toSourceLocation(location: LocationObject): SourceLocation {
  const { source, start } = getLineColLocation(location);
  return { file: toDisplayPath(source.absoluteRef), line: start.line, column: start.col };
}

/** Formats a position as editors and terminals link it: `file:line:column`. */
export function formatLocation({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
