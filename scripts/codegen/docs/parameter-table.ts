import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { docComment, parameterText, saidOf, withLinks } from "./doc-comment.ts";
import { cell, mark, table } from "./markdown.ts";
import { membersOfType, type Member } from "./members.ts";
import { isOptional, parameterName, signaturesOf } from "./signatures.ts";
import { optionalTypeText, referenceName, unionMembers } from "./type-text.ts";
import type { Scope, Declaration, PageContext } from "./types.ts";

type Callable = ts.FunctionDeclaration | ts.MethodDeclaration;

/**
 * What a function or method takes, and behind each of its options the fields of that. Of overloads, the last is the one
 * that takes all that the others do; required is what each of them requires.
 */
export function parameterTable(node: Callable, declaration: Declaration, page: PageContext): string {
  const signatures = signaturesOf(node);
  const rows = [...parametersOf(node)].flatMap(([name, parameter]) => {
    const isRequired = signatures.every((signature) =>
      signature.parameters.some((each) => parameterName(each, node) === name && !isOptional(each)),
    );
    const type = givenType(parameter);
    const said = withLinks(parameterText(docComment(node), name), declaration.scope, page);
    const options = type && optionsOf(type, declaration, page);
    const own = [
      codeSpan(name),
      options?.shown ?? (type ? optionalTypeText(type, declaration, page) : "`unknown`"),
      mark(isRequired),
      said || (options?.said ?? ""),
    ];
    const fields = (options?.members ?? []).map((member) => [
      codeSpan(`${name}.${member.name}`),
      member.type,
      mark(member.isRequired),
      member.description,
    ]);
    return [own].concat(fields);
  });
  return table(
    ["Parameter", "Type", "Required", "Description"],
    rows.map((row) => row.map(cell)),
  );
}

/** The names of the options whose fields stand in the table of a function. */
export function optionsIn(node: Callable, { scope }: Declaration): string[] {
  return [...parametersOf(node).values()].flatMap((parameter) => {
    const type = givenType(parameter);
    return (type && optionsNames(type, scope)) ?? [];
  });
}

function parametersOf(node: Callable): ReadonlyMap<string, ts.ParameterDeclaration> {
  const all = signaturesOf(node).flatMap(({ parameters }) => parameters);
  return new Map(all.map((parameter) => [parameterName(parameter, node), parameter]));
}

/** The type without the `undefined` that goes without saying. */
function givenType({ type }: ts.ParameterDeclaration): ts.TypeNode | undefined {
  const [member, ...others] = (type ? unionMembers(type) : []).filter(
    ({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword,
  );
  return others.length === 0 ? member : type;
}

interface Options {
  /** The type, where its name does not lead to a page of its own. */
  readonly shown?: string;
  readonly said: string;
  readonly members: readonly Member[];
}

/** A type whose fields are told one by one: one that is written in place, or is called `…Options` or `…Init`, or is made of such. */
function optionsOf(type: ts.TypeNode, declaration: Declaration, page: PageContext): Options | undefined {
  const names = optionsNames(type, declaration.scope);
  if (names === undefined) return undefined;
  const [name] = names;
  const target = name === undefined ? undefined : page.declarations.get(name);
  const said = target === undefined ? "" : saidOf(target, page);
  const members = inOrder(membersOfType(type, declaration, page));
  // Its fields follow: the name need not lead to another place of the same page.
  const isHere = name !== undefined && ts.isTypeReferenceNode(type) && page.link(name).startsWith("#");
  return isHere ? { shown: name, said, members } : { said, members };
}

/** The names of the options that a type is made of; `undefined` if it is made of anything else. */
function optionsNames(type: ts.TypeNode, scope: Scope): string[] | undefined {
  if (ts.isTypeLiteralNode(type)) return [];
  if (ts.isIntersectionTypeNode(type)) {
    const parts = type.types.map((part) => optionsNames(part, scope));
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  const name = referenceName(type, scope);
  return name !== undefined && /^(?!models\.).*(Options|Init)$/.test(name) ? [name] : undefined;
}

/** First those that users of generated SDKs know. */
function inOrder(members: readonly Member[]): Member[] {
  return [...members.filter(isKnown), ...members.filter((member) => !isKnown(member))];
}

function isKnown({ name }: Member): boolean {
  return name === "fetchOptions" || name === "retries";
}
