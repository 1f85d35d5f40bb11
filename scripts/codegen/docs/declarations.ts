import { join } from "node:path";
import ts from "typescript";
import { SpecError } from "../../spec/spec-error.ts";
import { readDocComment } from "./doc-comment.ts";
import { readEntries } from "./entries.ts";
import { findSelectedTypes, findStatement, getExports, isDeclaration, locateNode, readSources } from "./sources.ts";
import type { Declaration, Declarations, Module } from "./types.ts";

/** Returns the name in code: `ChatCompletion`. */
export function getIdentifier({ name }: Declaration): string {
  return name.replace(/^.*\./, "");
}

/**
 * Reads the public API of the SDK: the exports of its package.json from its sources, and the models from the text of the
 * generated modules. Public types are declared and not inferred, so nothing has to be built or type-checked.
 *
 * @param sdk the folder of the package
 * @param types the modules of the types package, by name
 */
export function readDeclarations(
  sdk: string,
  types: ReadonlyMap<string, string>,
): { readonly declarations: Declarations; readonly modules: readonly Module[] } {
  const sources = readSources(join(sdk, "src"), types);
  const names = new Map<ts.Statement, string>();
  const identifiers = new Map<string, string>();
  const declarations = new Map<string, Declaration>();
  const files = new Map([...sources].map(([file, source]) => [source, file]));

  const declare = (name: string, identifier: string, node: ts.Statement): void => {
    if (!isDeclaration(node)) throw createKindError(identifier, node);
    const other = declarations.get(name);
    if (other !== undefined) throw createNameError(name, node, other.node);
    const file = files.get(node.getSourceFile()) ?? "";
    const createScope =
      (from: string) =>
      (word: string): string | undefined => {
        const statement = findStatement(word, from, sources);
        return statement === undefined ? identifiers.get(word) : names.get(statement);
      };
    const selected = ts.isTypeAliasDeclaration(node) ? findSelectedTypes(node.type, file, sources) : [];
    names.set(node, name);
    declarations.set(name, {
      name,
      node,
      scope: createScope(file),
      selected: selected.map((each) => ({ type: each.type, scope: createScope(each.file) })),
    });
    if (!identifiers.has(identifier)) identifiers.set(identifier, name);
  };

  const modules = readEntries(sdk).flatMap((entry): Module[] => {
    const exported = [...getExports(entry.file, sources)].filter(
      ([, node]) => !readDocComment(node).tags.has("internal"),
    );
    const own = exported.filter(([, node]) => !names.has(node));
    for (const [identifier, node] of own) declare(`${entry.prefix ?? ""}${identifier}`, identifier, node);
    if (entry.prefix !== undefined || own.length === 0) return [];
    const getName = ([, node]: (typeof exported)[number]): string => names.get(node) ?? "";
    const shared = exported.filter((each) => !own.includes(each)).map(getName);
    return [{ ...entry, own: own.map((each) => getDeclaration(declarations, getName(each))), shared }];
  });
  return { declarations, modules };
}

export function getDeclaration(declarations: Declarations, name: string): Declaration {
  const declaration = declarations.get(name);
  if (declaration === undefined)
    throw new Error(`The reference has a page about ${name}, which no entry of the SDK exports`);
  return declaration;
}

function createKindError(identifier: string, node: ts.Statement): SpecError {
  return new SpecError(`The export \`${identifier}\` must be a function, a class, an interface or a type`, {
    location: locateNode(node),
    advice: "The reference cannot describe other exports.",
  });
}

function createNameError(name: string, node: ts.Statement, other: ts.Statement): SpecError {
  return new SpecError(`Two entries export different declarations of \`${name}\``, {
    location: locateNode(node),
    advice: `Rename it, or the one in ${locateNode(other).file}: names in the reference are unique.`,
  });
}
