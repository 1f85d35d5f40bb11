import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { toDisplayPath } from "../../lib/paths.ts";
import type { SourceLocation } from "../../spec/spec-error.ts";
import type { DeclarationNode } from "./types.ts";

/** Path below `src` → its source. The generated models are included. */
export type Sources = ReadonlyMap<string, ts.SourceFile>;

/** Name → the statement that declares it; the first overload, which has the comment. */
type Statements = ReadonlyMap<string, ts.Statement>;

/** Reads the sources of the SDK, and the modules of the types package. */
export function readSources(folder: string, types: ReadonlyMap<string, string>): Sources {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const names = files.map((file) => file.replaceAll("\\", "/")).toSorted();
  const sources = names.map((file) => {
    const path = join(folder, file);
    return [file, parse(path, readFileSync(path, "utf8"))] as const;
  });
  return new Map([...[...types].map(([file, text]) => [file, parse(file, text)] as const), ...sources]);
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Returns the exports of a file, including its re-exports, but not those of other packages. */
export function getExports(file: string, sources: Sources): Statements {
  const source = sources.get(file);
  if (source === undefined) throw new Error(`The SDK must have the source ${file}`);
  return keepFirst(
    source.statements.flatMap((node) => {
      if (ts.isExportDeclaration(node)) return getReexports(node, file, sources);
      return isExported(node) ? getDeclaredNames(node).map((name) => [name, node] as const) : [];
    }),
  );
}

/** Finds the declaration of an identifier that a file declares or imports. */
export function findStatement(identifier: string, file: string, sources: Sources): ts.Statement | undefined {
  const statements = sources.get(file)?.statements ?? [];
  const declared = statements.find((node) => getDeclaredNames(node).includes(identifier));
  if (declared !== undefined) return declared;
  for (const node of statements) {
    if (!ts.isImportDeclaration(node)) continue;
    const bindings = node.importClause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const imported = elements.find(({ name }) => name.text === identifier);
    if (imported === undefined) continue;
    const target = resolveImport(node.moduleSpecifier, file);
    return target === undefined
      ? undefined
      : getExports(target, sources).get((imported.propertyName ?? imported.name).text);
  }
  return undefined;
}

interface LocatedType {
  readonly type: ts.TypeNode;
  readonly file: string;
}

/**
 * Finds the types of the members that an alias selects: that of `Operations["listModels"]["request"]`, or those of an
 * intersection of such types, each of them in `NonNullable`.
 *
 * @returns nothing if another type is part of the alias
 */
export function findSelectedTypes(type: ts.TypeNode, file: string, sources: Sources): readonly LocatedType[] {
  const parts = ts.isIntersectionTypeNode(type) ? type.types : [type];
  const found = parts.map((part) => findIndexedType(unwrapNonNullable(part), file, sources));
  return found.includes(undefined) ? [] : found.filter((each) => each !== undefined);
}

function unwrapNonNullable(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isTypeReferenceNode(type) || type.typeName.getText() !== "NonNullable") return type;
  return type.typeArguments?.[0] ?? type;
}

function findIndexedType(type: ts.TypeNode, file: string, sources: Sources): LocatedType | undefined {
  if (!ts.isIndexedAccessTypeNode(type)) return undefined;
  const { objectType, indexType } = type;
  const parent = findIndexedType(objectType, file, sources) ?? { type: objectType, file };
  const statement = ts.isTypeReferenceNode(parent.type)
    ? findStatement(parent.type.typeName.getText(), parent.file, sources)
    : undefined;
  const owner = statement ?? parent.type;
  const members: readonly ts.TypeElement[] =
    ts.isInterfaceDeclaration(owner) || ts.isTypeLiteralNode(owner) ? owner.members : [];
  const key = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal) ? indexType.literal.text : "";
  const member = members.filter(ts.isPropertySignature).find(({ name }) => name.getText() === key);
  if (member?.type === undefined) return undefined;
  const from = [...sources].find(([, source]) => source === member.getSourceFile())?.[0] ?? parent.file;
  return { type: member.type, file: from };
}

type Named = readonly [name: string, statement: ts.Statement];

function getReexports({ exportClause, moduleSpecifier }: ts.ExportDeclaration, file: string, sources: Sources) {
  const target = moduleSpecifier && resolveImport(moduleSpecifier, file);
  if (moduleSpecifier !== undefined && target === undefined) return [];
  if (exportClause === undefined) return target === undefined ? [] : [...getExports(target, sources)];
  if (!ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.flatMap(({ name, propertyName }): Named[] => {
    const { text } = propertyName ?? name;
    const node = target === undefined ? findStatement(text, file, sources) : getExports(target, sources).get(text);
    return node === undefined ? [] : [[name.text, node]];
  });
}

/** Returns the source of an import; `undefined` for other packages, except the types package. */
function resolveImport(specifier: ts.Expression, from: string): string | undefined {
  const path = ts.isStringLiteral(specifier) ? specifier.text : "";
  if (path.startsWith(".")) return posix.join(posix.dirname(from), path);
  const [, module] = /\/types(?:\/(schemas))?$/.exec(path) ?? [undefined, "none"];
  return module === "none" ? undefined : `${module ?? "index"}.gen.ts`;
}

function getDeclaredNames(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed = isDeclaration(node) || ts.isEnumDeclaration(node);
  return isNamed && node.name !== undefined ? [node.name.text] : [];
}

/** Returns whether the reference can describe the statement. */
export function isDeclaration(node: ts.Statement): node is DeclarationNode {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function keepFirst(all: readonly Named[]): Statements {
  const first = new Map<string, ts.Statement>();
  for (const [name, node] of all) if (!first.has(name)) first.set(name, node);
  return first;
}

/** Returns the location of a node. */
export function locateNode(node: ts.Node): SourceLocation {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
  return { file: toDisplayPath(source.fileName), line: line + 1, column: character + 1 };
}
