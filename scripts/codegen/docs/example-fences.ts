import type ts from "typescript";
import { docComment } from "./doc-comment.ts";

/** The examples of a comment as blocks of code; `""` if it has none. */
export function exampleFences(node: ts.Node): string {
  const examples = docComment(node).tags.get("example") ?? [];
  return examples.map(fence).join("\n\n");
}

export function fence(text: string): string {
  return text.includes("```") ? text : `\`\`\`ts\n${text}\n\`\`\``;
}
