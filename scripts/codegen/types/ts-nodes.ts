import ts from "typescript";
import { QUESTION_TOKEN, tsPropertyIndex } from "openapi-typescript";
import { printNode } from "../../lib/typescript.ts";

const exportModifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];

/** Prints a module, with an empty line between its statements. */
export function printModule(statements: readonly ts.Statement[]): string {
  return `${statements.map(printNode).join("\n\n")}\n`;
}

/** Creates `export interface` for an object, else `export type`: an editor shows an interface by its name. */
export function createExport(name: string, type: ts.TypeNode): ts.Statement {
  return ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(exportModifiers, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(exportModifiers, name, undefined, type);
}

/** Formats `import type { A, B } from "./module.ts";` with one name per line, for readable diffs. */
export function formatTypeImport(module: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  return `import type {\n${names.map((name) => `    ${name},\n`).join("")}} from ${JSON.stringify(module)};\n\n`;
}

export function createProperty(name: string, type: ts.TypeNode, isOptional = false): ts.PropertySignature {
  const questionToken = isOptional ? QUESTION_TOKEN : undefined;
  return ts.factory.createPropertySignature(undefined, tsPropertyIndex(name), questionToken, type);
}

/** Creates a union that is flat and has no duplicates. */
export function createUnion(types: readonly ts.TypeNode[]): ts.TypeNode {
  const unique = new Map(types.flatMap(flattenUnion).map((type) => [toUnionKey(type), type]));
  const [first, ...others] = unique.values();
  if (first === undefined) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  return others.length === 0 ? first : ts.factory.createUnionTypeNode([...unique.values()]);
}

export function unwrapParentheses(type: ts.TypeNode): ts.TypeNode {
  return ts.isParenthesizedTypeNode(type) ? unwrapParentheses(type.type) : type;
}

function flattenUnion(type: ts.TypeNode): readonly ts.TypeNode[] {
  const bare = unwrapParentheses(type);
  return ts.isUnionTypeNode(bare) ? bare.types.flatMap(flattenUnion) : [type];
}

/** Printing is slow. Object types are compared by identity, since duplicates are rare. */
function toUnionKey(type: ts.TypeNode): unknown {
  if (ts.isTypeLiteralNode(type) || ts.isIntersectionTypeNode(type)) return type;
  return isKeyword(type) ? type.kind : printNode(type);
}

/** Returns whether a type is `string`, `undefined` or the like. */
function isKeyword({ kind }: ts.TypeNode): boolean {
  return kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword;
}
