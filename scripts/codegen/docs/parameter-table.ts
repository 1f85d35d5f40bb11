import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { readDocComment, getParameterText, formatDescription, resolveLinks } from "./doc-comment.ts";
import { formatCell, formatRequired, formatTable } from "./markdown.ts";
import { listMembers, listTypeMembers, type Member } from "./members.ts";
import { isOptional, getParameterName, getSignatures } from "./signatures.ts";
import { formatOptionalType, getReferenceName, getUnionMembers } from "./type-text.ts";
import type { Scope, Declaration, PageContext } from "./types.ts";

type Callable = ts.FunctionDeclaration | ts.MethodDeclaration;

/**
 * Formats the parameters of a function or method, each followed by the fields of its options. The last overload accepts
 * everything that the others do. A parameter is required if all overloads require it.
 */
export function formatParameterTable(node: Callable, declaration: Declaration, page: PageContext): string {
  const signatures = getSignatures(node);
  const rows = [...getParameters(node)].flatMap(([name, parameter]) => {
    const isRequired = signatures.every((signature) =>
      signature.parameters.some((each) => getParameterName(each, node) === name && !isOptional(each)),
    );
    const type = getArgumentType(parameter);
    const description = resolveLinks(getParameterText(readDocComment(node), name), declaration.scope, page);
    const options = type && (readOptions(type, declaration, page) ?? readParameters(type, declaration, page));
    const own = [
      codeSpan(name),
      options?.label ?? (type ? formatOptionalType(type, declaration, page) : "`unknown`"),
      formatRequired(isRequired),
      description || (options?.description ?? ""),
    ];
    const fields = (options?.members ?? []).map((member) => [
      codeSpan(`${name}.${member.name}`),
      member.type,
      formatRequired(member.isRequired),
      member.description,
    ]);
    return [own].concat(fields);
  });
  return formatTable(
    ["Parameter", "Type", "Required", "Description"],
    rows.map((row) => row.map(formatCell)),
  );
}

/** Lists the names of the option types whose fields are in the table of a function. */
export function listOptionTypes(node: Callable, { scope }: Declaration): string[] {
  return [...getParameters(node).values()].flatMap((parameter) => {
    const type = getArgumentType(parameter);
    return (type && getOptionNames(type, scope)) ?? [];
  });
}

function getParameters(node: Callable): ReadonlyMap<string, ts.ParameterDeclaration> {
  const all = getSignatures(node).flatMap(({ parameters }) => parameters);
  return new Map(all.map((parameter) => [getParameterName(parameter, node), parameter]));
}

/** Returns the type without `undefined`. */
function getArgumentType({ type }: ts.ParameterDeclaration): ts.TypeNode | undefined {
  const [member, ...others] = (type ? getUnionMembers(type) : []).filter(
    ({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword,
  );
  return others.length === 0 ? member : type;
}

interface Options {
  /** The name of the type, if it is described on the same page. */
  readonly label?: string;
  readonly description: string;
  readonly members: readonly Member[];
}

/** Reads the fields of an options type: an inline object, a type named `…Options` or `…Init`, or an intersection of those. */
function readOptions(type: ts.TypeNode, declaration: Declaration, page: PageContext): Options | undefined {
  const names = getOptionNames(type, declaration.scope);
  if (names === undefined) return undefined;
  const [name] = names;
  const target = name === undefined ? undefined : page.declarations.get(name);
  const description = target === undefined ? "" : formatDescription(target, page);
  const members = sortOptions(listTypeMembers(type, declaration, page));
  // The fields follow in the table, so a link to another section of the same page is not needed.
  const isHere = name !== undefined && ts.isTypeReferenceNode(type) && page.link(name).startsWith("#");
  return isHere ? { label: name, description, members } : { description, members };
}

/** Reads the path and query parameters of an operation, or the fields of its request. */
function readParameters(type: ts.TypeNode, { scope }: Declaration, page: PageContext): Options | undefined {
  const target = page.declarations.get(getReferenceName(type, scope) ?? "");
  return target?.selected.length ? { description: "", members: listMembers(target, page) } : undefined;
}

/** Returns the names of the option types in a type; `undefined` if it contains other types. */
function getOptionNames(type: ts.TypeNode, scope: Scope): string[] | undefined {
  if (ts.isTypeLiteralNode(type)) return [];
  if (ts.isIntersectionTypeNode(type)) {
    const parts = type.types.map((part) => getOptionNames(part, scope));
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  const name = getReferenceName(type, scope);
  return name !== undefined && /^(?!models\.).*(Options|Init)$/.test(name) ? [name] : undefined;
}

/** Sorts the options that users of other generated SDKs know first. */
function sortOptions(members: readonly Member[]): Member[] {
  return [...members.filter(isFamiliar), ...members.filter((member) => !isFamiliar(member))];
}

function isFamiliar({ name }: Member): boolean {
  return name === "fetchOptions" || name === "retries";
}
