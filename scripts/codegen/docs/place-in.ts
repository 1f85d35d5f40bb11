import type ts from "typescript";
import { displayPath } from "../../lib/paths.ts";
import type { Place } from "../../spec/spec-error.ts";

/** Where something stands in the sources. */
export function placeIn(node: ts.Node): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
  return { file: displayPath(source.fileName), line: line + 1, column: character + 1 };
}
