import ts from "typescript";
import { parseType, printNode } from "../lib/typescript.ts";
import { neverShape, type Shape } from "./shape.ts";

/** Reads the shape of a TypeScript type: literals, `null`, and the text of everything else. `never` is omitted. */
export function readTypeText(text: string): Shape {
  const members = flattenUnion(parseType(text) ?? ts.factory.createTypeReferenceNode(text));
  const literals = members.filter((member) => ts.isLiteralTypeNode(member)).map(({ literal }) => literal);
  const others = members.filter((member) => !ts.isLiteralTypeNode(member)).map(printBareType);
  return {
    ...neverShape,
    types: new Set(others.filter((type) => type !== "never")),
    literals: new Set(literals.filter((literal) => !isNull(literal)).map(printLiteral)),
    isNullable: literals.some(isNull),
  };
}

function flattenUnion(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return flattenUnion(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(flattenUnion) : [type];
}

function printLiteral(literal: ts.LiteralTypeNode["literal"]): string {
  if (ts.isStringLiteralLike(literal)) return JSON.stringify(literal.text);
  return printNode(ts.factory.createLiteralTypeNode(literal));
}

function isNull(literal: ts.Node): boolean {
  return literal.kind === ts.SyntaxKind.NullKeyword;
}

/** Prints a type; `string & {}` becomes `string`, since it only keeps completions in editors. */
function printBareType(type: ts.TypeNode): string {
  return printNode(type).replace(/ & \{\s*\}$/, "");
}
