import ts from "typescript";
import { printType } from "./print.ts";

/** A union without unions in it and without repetition. */
export function unionOf(types: readonly ts.TypeNode[]): ts.TypeNode {
  const unique = new Map(types.flatMap(membersOf).map((type) => [keyOf(type), type]));
  const [first, ...others] = unique.values();
  if (first === undefined) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  return others.length === 0 ? first : ts.factory.createUnionTypeNode([...unique.values()]);
}

export function withoutBrackets(type: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(type) ? withoutBrackets(type.type) : type;
}

function membersOf(type: ts.TypeNode): readonly ts.TypeNode[] {
  const bare = withoutBrackets(type);
  return ts.isUnionTypeNode(bare) ? bare.types.flatMap(membersOf) : [type];
}

/** Two objects that are written the same are rare, and long to print. */
function keyOf(type: ts.TypeNode): unknown {
  return ts.isTypeLiteralNode(type) || ts.isIntersectionTypeNode(type) ? type : printType(type);
}
