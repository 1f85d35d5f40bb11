import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Something public that a page can be about. */
export interface Declaration {
  /** How pages call it: `models.ChatCompletion`, `errors.ConnectionError`, `RetryConfig`. */
  readonly name: string;
  readonly node: Declared;
  /** The name of what an identifier in its types and comments stands for, if that is public. */
  readonly scope: (identifier: string) => string | undefined;
}

/** The name as code has it: `ChatCompletion`. */
export function identifierOf({ name }: Declaration): string {
  return name.replace(/^.*\./, "");
}

export type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.FunctionDeclaration;

export type Declarations = ReadonlyMap<string, Declaration>;

/** What users import, and the word before its names. */
const entries = [
  ["index.ts", ""],
  ["models/errors.ts", "errors."],
  ["models/operations.ts", "operations."],
  ["funcs/chatComplete.ts", ""],
] as const;

/**
 * Everything public of the SDK, read from its sources, and the models, read from the text of the generated module.
 * The sources alone say it: public types are declared, not inferred, so nothing has to be built or type-checked.
 */
export function readDeclarations(sdkSources: string, schemas: string): Declarations {
  const declarations = new Map<string, Declaration>();
  const add = (source: ts.SourceFile, nameOf: NameOf, referenceOf: NameOf): void => {
    const scope = (identifier: string): string | undefined => {
      const name = referenceOf(identifier);
      return name !== undefined && declarations.has(name) ? name : undefined;
    };
    for (const [identifier, node] of declaredIn(source)) {
      const name = nameOf(identifier);
      if (name !== undefined) declarations.set(name, { name, node, scope });
    }
  };
  add(parse("schemas.gen.ts", schemas), modelName, modelName);

  const sources = readSources(sdkSources);
  const names = new Map(
    entries.flatMap(([file, prefix]) => exportedBy(file, sources).map((name) => [name, prefix + name])),
  );
  for (const source of sources.values()) {
    const imported = importedModels(source);
    const nameOf = (identifier: string): string | undefined => names.get(identifier);
    add(source, nameOf, (identifier) => {
      const model = modelName(imported.get(identifier) ?? identifier);
      return imported.has(identifier) ? model : (nameOf(identifier) ?? model);
    });
  }
  return declarations;
}

type NameOf = (identifier: string) => string | undefined;

function modelName(identifier: string): string {
  return `models.${identifier}`;
}

function readSources(folder: string): ReadonlyMap<string, ts.SourceFile> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const names = files.map((file) => file.replaceAll("\\", "/")).toSorted();
  return new Map(names.map((file) => [file, parse(file, readFileSync(join(folder, file), "utf8"))]));
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function declaredIn(source: ts.SourceFile): (readonly [string, Declared])[] {
  return source.statements.flatMap((node) => {
    if (!isDeclared(node) || node.name === undefined || !isExported(node)) return [];
    // Of the overloads of a function, the first has the comment.
    if (ts.isFunctionDeclaration(node) && ts.getJSDocCommentsAndTags(node).length === 0) return [];
    return [[node.name.text, node] as const];
  });
}

function isDeclared(node: ts.Statement): node is Declared {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

function isExported(node: Declared): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function exportedBy(file: string, sources: ReadonlyMap<string, ts.SourceFile>): string[] {
  const source = sources.get(file);
  if (source === undefined) throw new Error(`An entry of the SDK is missing: ${file} (scripts/docs/declarations.ts)`);
  const again = source.statements.flatMap((node) =>
    ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
      ? node.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
  return [...again, ...declaredIn(source).map(([identifier]) => identifier)];
}

/** What a file takes from the generated types, by the name that it has there: a schema and an error may share theirs. */
function importedModels(source: ts.SourceFile): ReadonlyMap<string, string> {
  const elements = source.statements.flatMap((node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    const bindings = node.importClause?.namedBindings;
    const isTypes = /\/types(\/schemas)?$/.test(node.moduleSpecifier.text);
    return isTypes && bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  });
  return new Map(elements.map(({ name, propertyName }) => [name.text, (propertyName ?? name).getText()]));
}

export function declarationOf(declarations: Declarations, name: string): Declaration {
  const declaration = declarations.get(name);
  if (declaration === undefined)
    throw new Error(`No entry of the SDK exports ${name}, of which the reference has a page`);
  return declaration;
}
