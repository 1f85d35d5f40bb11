import type ts from "typescript";
import { displayPath } from "../load/display-name.ts";
import type { Place } from "../load/spec-error.ts";

/** Where something stands in the sources. */
export function placeIn(node: ts.Node): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
  return { file: displayPath(source.fileName), line: line + 1, column: character + 1 };
}
