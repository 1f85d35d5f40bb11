import ts from "typescript";
import { getIdentifier } from "./declarations.ts";
import { readDocComment } from "./doc-comment.ts";
import type { Declaration } from "./types.ts";

/**
 * Returns the request in the `@example` of a standalone function: its arguments between the client and the options, which
 * are the parameters, the body, or both.
 *
 * @returns `undefined` if the call has no such arguments, or values in them that JSON cannot represent
 */
export function getExampleRequest(declaration: Declaration<ts.FunctionDeclaration>): readonly unknown[] | undefined {
  const [example = ""] = readDocComment(declaration.node).tags.get("example") ?? [];
  const code = example.replaceAll(/^```.*$/gm, "");
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest);
  const call = findCall(source, getIdentifier(declaration));
  const names = declaration.node.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  const hasOptions = names.at(-1) === "options";
  const values = call?.arguments.slice(1, names.length - (hasOptions ? 1 : 0)).map(evaluateLiteral) ?? [];
  return values.length === 0 || values.includes(undefined) ? undefined : values;
}

function findCall(node: ts.Node, name: string): ts.CallExpression | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name) return node;
  return ts.forEachChild(node, (child) => findCall(child, name));
}

/** Returns the value of a literal; `undefined` if it contains other expressions. */
function evaluateLiteral(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) return -Number(node.operand.text);
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map(evaluateLiteral);
    return items.includes(undefined) ? undefined : items;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const entries = node.properties.map((property) =>
    ts.isPropertyAssignment(property) && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      ? ([property.name.text, evaluateLiteral(property.initializer)] as const)
      : (["", undefined] as const),
  );
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}
