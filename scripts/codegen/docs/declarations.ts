import { join } from "node:path";
import ts from "typescript";
import { SpecError } from "../../spec/spec-error.ts";
import { docComment } from "./doc-comment.ts";
import { readEntries } from "./entries.ts";
import { placeIn, exportsOf, readSources, statementOf } from "./sources.ts";
import type { Declaration, DeclarationNode, Declarations, Module } from "./types.ts";

/** The name as code has it: `ChatCompletion`. */
export function identifierOf({ name }: Declaration): string {
  return name.replace(/^.*\./, "");
}

/**
 * Everything public of the SDK: what its package.json exports, read from its sources, and the models, read from the text
 * of the generated module. The sources alone say it: public types are declared, not inferred, so nothing has to be built
 * or type-checked.
 */
export function readDeclarations(
  sdk: string,
  schemas: string,
): { readonly declarations: Declarations; readonly modules: readonly Module[] } {
  const sources = readSources(join(sdk, "src"), schemas);
  const names = new Map<ts.Statement, string>();
  const identifiers = new Map<string, string>();
  const declarations = new Map<string, Declaration>();
  const files = new Map([...sources].map(([file, source]) => [source, file]));

  const declare = (name: string, identifier: string, node: ts.Statement): void => {
    if (!isDeclared(node)) throw unknownKind(identifier, node);
    const other = declarations.get(name);
    if (other !== undefined) throw sameName(name, node, other.node);
    const file = files.get(node.getSourceFile()) ?? "";
    const scope = (word: string): string | undefined => {
      const statement = statementOf(word, file, sources);
      return statement === undefined ? identifiers.get(word) : names.get(statement);
    };
    names.set(node, name);
    declarations.set(name, { name, node, scope });
    if (!identifiers.has(identifier)) identifiers.set(identifier, name);
  };

  const modules = readEntries(sdk).flatMap((entry): Module[] => {
    const exported = [...exportsOf(entry.file, sources)].filter(([, node]) => !docComment(node).tags.has("internal"));
    const own = exported.filter(([, node]) => !names.has(node));
    for (const [identifier, node] of own) declare(`${entry.prefix ?? ""}${identifier}`, identifier, node);
    if (entry.prefix !== undefined || own.length === 0) return [];
    const nameOf = ([, node]: (typeof exported)[number]): string => names.get(node) ?? "";
    const shared = exported.filter((each) => !own.includes(each)).map(nameOf);
    return [{ ...entry, own: own.map((each) => declarationOf(declarations, nameOf(each))), shared }];
  });
  return { declarations, modules };
}

export function declarationOf(declarations: Declarations, name: string): Declaration {
  const declaration = declarations.get(name);
  if (declaration === undefined)
    throw new Error(`No entry of the SDK exports ${name}, of which the reference has a page`);
  return declaration;
}

function isDeclared(node: ts.Statement): node is DeclarationNode {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

function unknownKind(identifier: string, node: ts.Statement): SpecError {
  return new SpecError(`The reference has no form for what \`${identifier}\` is`, {
    place: placeIn(node),
    advice: "Export a function, a class, an interface or a type.",
  });
}

function sameName(name: string, node: ts.Statement, other: ts.Statement): SpecError {
  return new SpecError(`Two entries export a \`${name}\` of their own`, {
    place: placeIn(node),
    advice: `Rename it, or the one in ${placeIn(other).file}: in the reference, one name means one thing.`,
  });
}
