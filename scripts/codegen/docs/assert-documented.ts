import ts from "typescript";
import { SpecError } from "../../spec/spec-error.ts";
import { identifierOf } from "./declarations.ts";
import { docComment } from "./doc-comment.ts";
import { placeIn } from "./sources.ts";
import type { Module } from "./types.ts";

/** Whether the comments of an entry say enough for its page. A type is shown by the example of what takes or gives it. */
export function assertDocumented({ own }: Module): void {
  for (const declaration of own) {
    const { node } = declaration;
    const { text, tags } = docComment(node);
    const isCode = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
    const missing = text === "" ? "doc comment" : isCode && !tags.has("example") ? "`@example`" : undefined;
    if (missing === undefined) continue;
    throw new SpecError(`\`${identifierOf(declaration)}\` is exported and has no ${missing}`, {
      place: placeIn(node),
      advice: "Its page is made of that. What users should not see is marked `@internal`.",
    });
  }
}
