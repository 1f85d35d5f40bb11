import ts from "typescript";
import { identifierOf, type Declaration } from "./declarations.ts";
import { docComment, withLinks } from "./doc-comment.ts";
import { inlineAlias, optionalTypeText, referenceName, signatureText, typeText, unionMembers } from "./type-text.ts";
import type { PageContext } from "./type-text.ts";

/** A field or method as a row of a table. */
export interface Member {
  /** Methods with brackets behind it, static ones with their class before it. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** The members of an interface, class or object type, and then what it inherits. */
export function membersOf(declaration: Declaration, page: PageContext): Member[] {
  const { node, scope } = declaration;
  if (ts.isFunctionDeclaration(node)) return [];
  if (ts.isTypeAliasDeclaration(node)) return membersOfType(node.type, declaration, page);
  const own = membersIn(node.members, declaration, page);
  const inherited = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => page.declarations.get(scope(expression.getText()) ?? "")))
    .flatMap((parent) => (parent === undefined ? [] : membersOf(parent, page)));
  // What a parent says of a member holds where the child says nothing.
  const parents = new Map(inherited.map((member) => [lastName(member), member.description]));
  const described = own.map((member) => ({
    ...member,
    description: member.description || (parents.get(lastName(member)) ?? ""),
  }));
  const names = new Set(own.map(lastName));
  return [...described, ...inherited.filter((member) => !names.has(lastName(member)))];
}

/** `isInstance()` of `ConnectionError.isInstance()`. */
function lastName({ name }: Member): string {
  return /[^.]*$|\[.*$/.exec(name)?.[0] ?? name;
}

/** A type made of objects: all fields of an intersection; those of a union once, with their types side by side. */
function membersOfType(type: ts.TypeNode, declaration: Declaration, page: PageContext): Member[] {
  if (ts.isTypeLiteralNode(type)) return membersIn(type.members, declaration, page);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => membersOfType(part, declaration, page));
  const parent = page.declarations.get(referenceName(type, declaration.scope) ?? "");
  if (parent !== undefined) return membersOf(parent, page);
  if (!ts.isUnionTypeNode(type)) return [];
  const alternatives = type.types
    .filter(ts.isTypeLiteralNode)
    .map((part) => membersIn(part.members, declaration, page));
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

function membersIn(
  members: readonly (ts.TypeElement | ts.ClassElement)[],
  declaration: Declaration,
  page: PageContext,
): Member[] {
  return members.flatMap((node): Member[] => {
    const isField = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
    const isMethod = ts.isMethodSignature(node) || ts.isMethodDeclaration(node);
    if (!(isField || isMethod) || ts.isPrivateIdentifier(node.name)) return [];
    const { text, tags } = docComment(node);
    if (tags.has("internal")) return [];
    const isOptional = node.questionToken !== undefined;
    const write = isOptional ? optionalTypeText : typeText;
    const type = isMethod ? signatureText(node, declaration, page) : node.type && write(node.type, declaration, page);
    const isStatic = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
    const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
    const deprecated = tags.has("deprecated") ? "**Deprecated.**" : "";
    const said = [text, ...(isMethod ? [] : aliasTexts(node.type, declaration, page))];
    return [
      {
        name: `${isStatic ? `${identifierOf(declaration)}.` : ""}${name}${isMethod ? "()" : ""}`,
        type: type ?? "`unknown`",
        isRequired: !isOptional,
        description: withLinks([deprecated, ...said].filter(Boolean).join(" "), declaration.scope, page),
      },
    ];
  });
}

/** What is said of an alias that has no page of its own is said where it is used. */
function aliasTexts(type: ts.TypeNode | undefined, { scope }: Declaration, { declarations }: PageContext): string[] {
  const members = type === undefined ? [] : unionMembers(type);
  return members.flatMap((member) => {
    const alias = inlineAlias(member, scope, declarations);
    return alias === undefined ? [] : docComment(alias.node).text;
  });
}
