import ts from "typescript";
import { identifierOf } from "./declarations.ts";
import { docComment, withLinks } from "./doc-comment.ts";
import { thrownTexts } from "./thrown-errors.ts";
import { inlineAlias, optionalTypeText, signatureText, typeText, unionMembers } from "./type-text.ts";
import type { Declaration, PageContext } from "./types.ts";

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
  const { node } = declaration;
  if (ts.isFunctionDeclaration(node)) return [];
  if (ts.isTypeAliasDeclaration(node)) return membersOfType(node.type, declaration, page);
  const own = membersIn(node.members, declaration, page);
  const inherited = (node.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types)
    .flatMap(({ expression, typeArguments = [] }) =>
      membersOfNamed(expression.getText(), typeArguments, declaration, page),
    );
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
export function membersOfType(type: ts.TypeNode, declaration: Declaration, page: PageContext): Member[] {
  if (ts.isTypeLiteralNode(type)) return membersIn(type.members, declaration, page);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => membersOfType(part, declaration, page));
  if (ts.isTypeReferenceNode(type)) {
    return membersOfNamed(type.typeName.getText(), type.typeArguments ?? [], declaration, page);
  }
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

/** Those of a public type, or of what `Omit` and `Pick` leave of one. */
function membersOfNamed(
  identifier: string,
  [type, keys]: readonly ts.TypeNode[],
  declaration: Declaration,
  page: PageContext,
): Member[] {
  if ((identifier === "Omit" || identifier === "Pick") && type !== undefined && keys !== undefined) {
    const names = new Set(unionMembers(keys).map((key) => key.getText().replaceAll('"', "")));
    const all = membersOfType(type, declaration, page);
    return all.filter((member) => names.has(lastName(member)) === (identifier === "Pick"));
  }
  const parent = page.declarations.get(declaration.scope(identifier) ?? "");
  return parent === undefined ? [] : membersOf(parent, page);
}

function membersIn(
  members: readonly (ts.TypeElement | ts.ClassElement)[],
  declaration: Declaration,
  page: PageContext,
): Member[] {
  return members.flatMap((node): Member[] => {
    if (!isShown(node, members)) return [];
    const { text, tags } = docComment(node);
    if (tags.has("internal")) return [];
    const isOptional = "questionToken" in node && node.questionToken !== undefined;
    const write = isOptional ? optionalTypeText : typeText;
    const type = isMethod(node)
      ? signatureText(node, declaration, page)
      : node.type && write(node.type, declaration, page);
    const isStatic = hasModifier(node, ts.SyntaxKind.StaticKeyword);
    const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
    const thrown = thrownTexts(node, declaration, page);
    const deprecated = tags.has("deprecated") ? "**Deprecated.**" : "";
    const said = [text, ...(isMethod(node) ? [] : aliasTexts(node.type, declaration, page))];
    return [
      {
        name: `${isStatic ? `${identifierOf(declaration)}.` : ""}${name}${isMethod(node) ? "()" : ""}`,
        type: type ?? "`unknown`",
        isRequired: !isOptional,
        description: [withLinks([deprecated, ...said].filter(Boolean).join(" "), declaration.scope, page), ...thrown]
          .filter(Boolean)
          .join(" "),
      },
    ];
  });
}

type Method = ts.MethodSignature | ts.MethodDeclaration;
type Shown = Method | ts.PropertySignature | ts.PropertyDeclaration | ts.GetAccessorDeclaration;

/** What a user of the class or object can read or call; of a method with overloads, those. */
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

/** What is said of an alias that has no page of its own is said where it is used. */
function aliasTexts(type: ts.TypeNode | undefined, { scope }: Declaration, { declarations }: PageContext): string[] {
  const members = type === undefined ? [] : unionMembers(type);
  return members.flatMap((member) => {
    const alias = inlineAlias(member, scope, declarations);
    return alias === undefined ? [] : docComment(alias.node).text;
  });
}
