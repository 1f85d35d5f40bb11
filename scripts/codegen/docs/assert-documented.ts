import ts from "typescript";
import { SpecError } from "../../spec/spec-error.ts";
import { getIdentifier } from "./declarations.ts";
import { readDocComment } from "./doc-comment.ts";
import { locateNode } from "./sources.ts";
import type { Module } from "./types.ts";

/**
 * Asserts that every export of an entry has a doc comment, and every function and class an example. The examples of the
 * functions show the types.
 *
 * @throws {@link SpecError} with the location of the first that has not
 */
export function assertDocumented({ own }: Module): void {
  for (const declaration of own) {
    const { node } = declaration;
    const { text, tags } = readDocComment(node);
    const isCode = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
    const missing = text === "" ? "a doc comment" : isCode && !tags.has("example") ? "an `@example`" : undefined;
    if (missing === undefined) continue;
    throw new SpecError(`The export \`${getIdentifier(declaration)}\` must have ${missing}`, {
      location: locateNode(node),
      advice: "Its reference page is generated from the comment. Mark what is not public as `@internal`.",
    });
  }
}
