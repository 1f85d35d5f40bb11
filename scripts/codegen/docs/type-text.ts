import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { PageContext, Scope, Declaration, Declarations } from "./types.ts";

type Piece = string | { readonly name: string; readonly href: string };

const mdn = "https://developer.mozilla.org/en-US/docs/Web";
/** Types of others that our signatures mention. */
const foreign = new Map([
  ["Error", `${mdn}/JavaScript/Reference/Global_Objects/Error`],
  ["RequestInit", `${mdn}/API/Request/Request#options`],
  ...["AbortSignal", "Headers", "ReadableStream", "Response", "URL"].map(
    (name) => [name, `${mdn}/API/${name}`] as const,
  ),
  ["Middleware", "https://openapi-ts.dev/openapi-fetch/middleware-auth"],
  ["Dispatcher", "https://undici.nodejs.org/#/docs/api/Dispatcher"],
]);

/** A type as Markdown, the names in it as links. */
export function typeText(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  return markdown(typePieces(unionMembers(type), declaration, page));
}

/** The type of an optional field; that it may be `undefined` goes without saying. */
export function optionalTypeText(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  const members = unionMembers(type).filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
  return markdown(typePieces(members, declaration, page));
}

/** The signature of a function or method, as the type that it has. */
export function signatureText(node: ts.SignatureDeclaration, { scope }: Declaration, page: PageContext): string {
  const parameters = node.parameters.flatMap((parameter, index) => [
    ...(index === 0 ? [] : [", "]),
    ...pieces(parameter, scope, page),
  ]);
  return markdown([
    "(",
    ...parameters,
    ") => ",
    ...(node.type === undefined ? ["void"] : pieces(node.type, scope, page)),
  ]);
}

export function unionMembers(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type) && ts.isUnionTypeNode(type.type)) return unionMembers(type.type);
  return ts.isUnionTypeNode(type) ? type.types : [type];
}

/** The declaration of the alias that a type is, if that has no page since it says all in one line: `string | URL`. */
export function inlineAlias(type: ts.TypeNode, scope: Scope, declarations: Declarations) {
  const alias = declarations.get(referenceName(type, scope) ?? "");
  if (alias === undefined || !ts.isTypeAliasDeclaration(alias.node) || alias.name.startsWith("models."))
    return undefined;
  const isPlain = unionMembers(alias.node.type).every(
    (member) => !ts.isTypeLiteralNode(member) && referenceName(member, alias.scope) === undefined,
  );
  return isPlain ? { ...alias, node: alias.node } : undefined;
}

/** The public name that a type reference stands for. */
export function referenceName(type: ts.TypeNode, scope: Scope): string | undefined {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? scope(type.typeName.text) : undefined;
}

function typePieces(members: readonly ts.TypeNode[], { scope }: Declaration, page: PageContext): Piece[] {
  return members.flatMap((member, index) => {
    const alias = inlineAlias(member, scope, page.declarations);
    const own =
      alias === undefined
        ? pieces(withoutOmit(member), scope, page)
        : typePieces(unionMembers(alias.node.type), alias, page);
    return index === 0 ? own : [" | ", ...own];
  });
}

/** `Omit<RequestInit, …>` reads as `RequestInit`; what is left out, its comment says. */
function withoutOmit(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isTypeReferenceNode(type) || type.typeName.getText() !== "Omit") return type;
  return type.typeArguments?.[0] ?? type;
}

/** Where a name leads: to a page of ours, `""` if that is the page itself, or to what others say of it. */
export function hrefOf(identifier: string, scope: Scope, page: PageContext): string | undefined {
  const name = scope(identifier);
  return name === undefined ? foreign.get(identifier) : page.link(name);
}

/** The source text of a type, cut where a name becomes a link. */
function pieces(node: ts.Node, scope: Scope, page: PageContext): Piece[] {
  const { text } = node.getSourceFile();
  const found: Piece[] = [];
  let end = node.getStart();
  for (const identifier of referencesIn(node)) {
    const name = scope(identifier.text);
    const href = hrefOf(identifier.text, scope, page);
    // A page does not link to itself.
    if (!href) continue;
    found.push(text.slice(end, identifier.getStart()), { name: name ?? identifier.text, href });
    end = identifier.end;
  }
  return [...found, text.slice(end, node.end)];
}

function referencesIn(node: ts.Node): ts.Identifier[] {
  const found = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? [node.typeName] : [];
  ts.forEachChild(node, (child) => void found.push(...referencesIn(child)));
  return found;
}

/** Without a link the whole is code; with one, the text around it is escaped. */
function markdown(all: readonly Piece[]): string {
  const oneLine = all.map((piece) => (typeof piece === "string" ? withoutLayout(piece) : piece));
  if (oneLine.every((piece) => typeof piece === "string")) return codeSpan(oneLine.join(""));
  return oneLine
    .map((piece) =>
      typeof piece === "string" ? piece.replaceAll(/[\\`*_[\]<>]/g, "\\$&") : `[${piece.name}](${piece.href})`,
    )
    .join("");
}

/** Code on one line, without its comments. */
export function withoutLayout(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/\s+/g, " ");
}
