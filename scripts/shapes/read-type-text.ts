import ts from "typescript";
import { parseType, printNode } from "../lib/typescript.ts";
import { nothing, type Shape } from "./shape.ts";

/** The shape of a TypeScript type: literals, `null`, and the text of all else. `never` is no alternative. */
export function typeTextShape(text: string): Shape {
  const members = alternatives(parseType(text) ?? ts.factory.createTypeReferenceNode(text));
  const literals = members.filter((member) => ts.isLiteralTypeNode(member)).map(({ literal }) => literal);
  const others = members.filter((member) => !ts.isLiteralTypeNode(member)).map(plainText);
  return {
    ...nothing,
    types: new Set(others.filter((type) => type !== "never")),
    values: new Set(literals.filter((literal) => !isNull(literal)).map(valueText)),
    isNullable: literals.some(isNull),
  };
}

function alternatives(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return alternatives(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(alternatives) : [type];
}

function valueText(literal: ts.LiteralTypeNode["literal"]): string {
  if (ts.isStringLiteralLike(literal)) return JSON.stringify(literal.text);
  return printNode(ts.factory.createLiteralTypeNode(literal));
}

function isNull(literal: ts.Node): boolean {
  return literal.kind === ts.SyntaxKind.NullKeyword;
}

/** `string & {}` is `string` written so that completions stay. */
function plainText(type: ts.TypeNode): string {
  return printNode(type).replace(/ & \{\s*\}$/, "");
}
