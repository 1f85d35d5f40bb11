import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import { getIdentifier } from "./declarations.ts";
import { readDocComment, resolveLinks } from "./doc-comment.ts";
import { formatThrownSentences } from "./thrown-errors.ts";
import { findInlineAlias, formatOptionalType, formatSignatureType, formatType, getUnionMembers } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";

/** A field or method, as a row of a table. */
export interface Member {
  /** Methods end with `()`, static members start with their class. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** Lists the members of an interface, class or object type, then those that it inherits. */
export function listMembers(declaration: Declaration, page: PageContext): Member[] {
  const { node } = declaration;
  if (ts.isFunctionDeclaration(node)) return [];
  const { selected } = declaration;
  if (selected.length > 0) {
    return selected.flatMap(({ type, scope }) => listTypeMembers(type, { ...declaration, scope }, page));
  }
  if (ts.isTypeAliasDeclaration(node)) return listTypeMembers(node.type, declaration, page);
  const own = readMembers(node.members, declaration, page);
  const inherited = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types)
    .flatMap(({ expression, typeArguments = [] }) =>
      listNamedMembers(expression.getText(), typeArguments, declaration, page),
    );
  // A member without a description has that of the parent.
  const parents = new Map(inherited.map((member) => [getLastName(member), member.description]));
  const described = own.map((member) => ({
    ...member,
    description: member.description || (parents.get(getLastName(member)) ?? ""),
  }));
  const names = new Set(own.map(getLastName));
  return [...described, ...inherited.filter((member) => !names.has(getLastName(member)))];
}

/** Returns the name without its class: `isInstance()` for `ConnectionError.isInstance()`. */
function getLastName({ name }: Member): string {
  return /[^.]*$|\[.*$/.exec(name)?.[0] ?? name;
}

/** Lists the members of an object type. The members of a union are merged by name, with a union of their types. */
export function listTypeMembers(type: ts.TypeNode, declaration: Declaration, page: PageContext): Member[] {
  if (ts.isTypeLiteralNode(type)) return readMembers(type.members, declaration, page);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => listTypeMembers(part, declaration, page));
  if (ts.isTypeReferenceNode(type)) {
    return listNamedMembers(type.typeName.getText(), type.typeArguments ?? [], declaration, page);
  }
  if (!ts.isUnionTypeNode(type)) return [];
  const alternatives = type.types
    .filter(ts.isTypeLiteralNode)
    .map((part) => readMembers(part.members, declaration, page));
  const all = alternatives.flat();
  return [...new Set(all.map(({ name }) => name))].map((name) => {
    const same = all.filter((member) => member.name === name);
    return {
      name,
      type: [...new Set(same.map((member) => member.type))].join(" | ").replaceAll("` | `", " | "),
      isRequired: same.length === alternatives.length && same.every(({ isRequired }) => isRequired),
      description: same.find(({ description }) => description !== "")?.description ?? "",
    };
  });
}

/** Lists the members of a public type, or of `Omit` or `Pick` of one. */
function listNamedMembers(
  identifier: string,
  [type, keys]: readonly ts.TypeNode[],
  declaration: Declaration,
  page: PageContext,
): Member[] {
  if ((identifier === "Omit" || identifier === "Pick") && type !== undefined && keys !== undefined) {
    const names = new Set(getUnionMembers(keys).map((key) => key.getText().replaceAll('"', "")));
    const all = listTypeMembers(type, declaration, page);
    return all.filter((member) => names.has(getLastName(member)) === (identifier === "Pick"));
  }
  const parent = page.declarations.get(declaration.scope(identifier) ?? "");
  return parent === undefined ? [] : listMembers(parent, page);
}

function readMembers(
  members: readonly (ts.TypeElement | ts.ClassElement)[],
  declaration: Declaration,
  page: PageContext,
): Member[] {
  return members.flatMap((node): Member[] => {
    if (!isShown(node, members)) return [];
    const { text, tags } = readDocComment(node);
    if (tags.has("internal")) return [];
    const isOptional = "questionToken" in node && node.questionToken !== undefined;
    const write = isOptional ? formatOptionalType : formatType;
    const type = isMethod(node)
      ? formatSignatureType(node, declaration, page)
      : node.type && write(node.type, declaration, page);
    const isStatic = hasModifier(node, ts.SyntaxKind.StaticKeyword);
    const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
    const thrown = formatThrownSentences(node, declaration, page);
    const deprecated = tags.has("deprecated") ? "**Deprecated.**" : "";
    const defaults = (tags.get("default") ?? []).map(formatDefault);
    const texts = [text, ...(isMethod(node) ? [] : getAliasTexts(node.type, declaration, page)), ...defaults];
    return [
      {
        name: `${isStatic ? `${getIdentifier(declaration)}.` : ""}${name}${isMethod(node) ? "()" : ""}`,
        type: type ?? codeSpan(getLiteral(node) ?? "unknown"),
        isRequired: !isOptional,
        description: [
          resolveLinks([deprecated, ...texts].filter(Boolean).join(" "), declaration.scope, page),
          ...thrown,
        ]
          .filter(Boolean)
          .join(" "),
      },
    ];
  });
}

/** Formats the text of `@default`: a single value becomes code. */
function formatDefault(text: string): string {
  const value = text.replace(/\.$/, "");
  return `Default: ${/[\s`{]/.test(value) ? value : codeSpan(value)}.`;
}

type Method = ts.MethodSignature | ts.MethodDeclaration;
type Shown = Method | ts.PropertySignature | ts.PropertyDeclaration | ts.GetAccessorDeclaration;

/** Returns whether users can read or call a member. Of an overloaded method, only the overloads are shown. */
function isShown(node: ts.TypeElement | ts.ClassElement, all: readonly ts.Node[]): node is Shown {
  const isField = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isGetAccessorDeclaration(node);
  if (!(isField || isMethod(node)) || ts.isPrivateIdentifier(node.name)) return false;
  if (hasModifier(node, ts.SyntaxKind.PrivateKeyword) || hasModifier(node, ts.SyntaxKind.ProtectedKeyword))
    return false;
  if (!ts.isMethodDeclaration(node) || node.body === undefined) return true;
  const name = node.name.getText();
  return !all.some((other) => ts.isMethodDeclaration(other) && !other.body && other.name.getText() === name);
}

function isMethod(node: ts.Node): node is Method {
  return ts.isMethodSignature(node) || ts.isMethodDeclaration(node);
}

function hasModifier(node: ts.Node, modifier: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === modifier) === true;
}

/** Returns the text literal that a field without a type is set to; `undefined` if it is set to anything else. */
function getLiteral(node: Shown): string | undefined {
  const initializer = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  const value = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
  return value && ts.isStringLiteral(value) ? value.getText() : undefined;
}

/** Returns the descriptions of aliases that have no page and are shown inline. */
function getAliasTexts(type: ts.TypeNode | undefined, { scope }: Declaration, { declarations }: PageContext): string[] {
  const members = type === undefined ? [] : getUnionMembers(type);
  return members.flatMap((member) => {
    const alias = findInlineAlias(member, scope, declarations);
    return alias === undefined ? [] : readDocComment(alias.node).text;
  });
}
