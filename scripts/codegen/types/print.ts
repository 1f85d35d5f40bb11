import ts from "typescript";

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
/** The printer wants a file to take texts from; our nodes come from none. */
const nowhere = ts.createSourceFile("generated.ts", "", ts.ScriptTarget.Latest);

/** The text of a module with these statements, an empty line between them. */
export function print(statements: readonly ts.Statement[]): string {
  const texts = statements.map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, nowhere));
  return `${texts.join("\n\n")}\n`;
}

export function printType(type: ts.TypeNode): string {
  return printer.printNode(ts.EmitHint.Unspecified, type, nowhere);
}

const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];

/** `export interface` where the type is an object, else `export type`: a hover shows an interface by its name. */
export function exportType(name: string, type: ts.TypeNode): ts.Statement {
  return ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(exported, name, undefined, type);
}

/** `import type { A, B } from "./module.ts";`, a line each, so that a diff shows what came and went. */
export function importTypes(module: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  return `import type {\n${names.map((name) => `    ${name},\n`).join("")}} from ${JSON.stringify(module)};\n\n`;
}
