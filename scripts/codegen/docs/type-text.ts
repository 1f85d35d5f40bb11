import ts from "typescript";
import { codeSpan } from "../../lib/text.ts";
import type { PageContext, Scope, Declaration, Declarations } from "./types.ts";

type Piece = string | { readonly name: string; readonly href: string };

const mdn = "https://developer.mozilla.org/en-US/docs/Web";
const openTelemetry = "https://open-telemetry.github.io/opentelemetry-js/interfaces/_opentelemetry_api";
/** Types of the platform and of dependencies that occur in signatures. */
const externalPages = new Map([
  ["Error", `${mdn}/JavaScript/Reference/Global_Objects/Error`],
  ["RequestInit", `${mdn}/API/Request/Request#options`],
  ...["AbortSignal", "Headers", "ReadableStream", "Response", "URL"].map(
    (name) => [name, `${mdn}/API/${name}`] as const,
  ),
  ["Middleware", "https://openapi-ts.dev/openapi-fetch/middleware-auth"],
  ...["MeterProvider", "TracerProvider"].map((name) => [name, `${openTelemetry}.${name}.html`] as const),
  ["Dispatcher", "https://undici.nodejs.org/#/docs/api/Dispatcher"],
]);

/** Formats a type as Markdown with links. */
export function formatType(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  return formatPieces(toTypePieces(getUnionMembers(type), declaration, page));
}

/** Formats the type of an optional field, without `undefined`. */
export function formatOptionalType(type: ts.TypeNode, declaration: Declaration, page: PageContext): string {
  const members = getUnionMembers(type).filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
  return formatPieces(toTypePieces(members, declaration, page));
}

/** Formats the type of a function or method. */
export function formatSignatureType(node: ts.SignatureDeclaration, { scope }: Declaration, page: PageContext): string {
  const parameters = node.parameters.flatMap((parameter, index) => [
    ...(index === 0 ? [] : [", "]),
    ...toPieces(parameter, scope, page),
  ]);
  return formatPieces([
    "(",
    ...parameters,
    ") => ",
    ...(node.type === undefined ? ["void"] : toPieces(node.type, scope, page)),
  ]);
}

export function getUnionMembers(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type) && ts.isUnionTypeNode(type.type)) return getUnionMembers(type.type);
  return ts.isUnionTypeNode(type) ? type.types : [type];
}

/** Finds the alias that a type refers to, if it is shown inline and has no page: `string | URL`. */
export function findInlineAlias(type: ts.TypeNode, scope: Scope, declarations: Declarations) {
  const alias = declarations.get(getReferenceName(type, scope) ?? "");
  if (alias === undefined || !ts.isTypeAliasDeclaration(alias.node)) return undefined;
  if (alias.name.startsWith("models.") || alias.selected.length > 0) return undefined;
  const isPlain = getUnionMembers(alias.node.type).every(
    (member) => !ts.isTypeLiteralNode(member) && getReferenceName(member, alias.scope) === undefined,
  );
  return isPlain ? { ...alias, node: alias.node } : undefined;
}

/** Returns the public name of a type reference. */
export function getReferenceName(type: ts.TypeNode, scope: Scope): string | undefined {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? scope(type.typeName.text) : undefined;
}

function toTypePieces(members: readonly ts.TypeNode[], { scope }: Declaration, page: PageContext): Piece[] {
  return members.flatMap((member, index) => {
    const alias = findInlineAlias(member, scope, page.declarations);
    const own =
      alias === undefined
        ? toPieces(unwrapOmit(member), scope, page)
        : toTypePieces(getUnionMembers(alias.node.type), alias, page);
    return index === 0 ? own : [" | ", ...own];
  });
}

/** Unwraps `Omit<RequestInit, …>`: its doc comment describes what is omitted. */
function unwrapOmit(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isTypeReferenceNode(type) || type.typeName.getText() !== "Omit") return type;
  return type.typeArguments?.[0] ?? type;
}

/** Returns the URL of a name: a page of the reference, `""` for the page itself, or external documentation. */
export function getHref(identifier: string, scope: Scope, page: PageContext): string | undefined {
  const name = scope(identifier);
  return name === undefined ? externalPages.get(identifier) : page.link(name);
}

/** Splits the source text of a type at the names that become links. */
function toPieces(node: ts.Node, scope: Scope, page: PageContext): Piece[] {
  const { text } = node.getSourceFile();
  const found: Piece[] = [];
  let end = node.getStart();
  for (const identifier of findReferences(node)) {
    const name = scope(identifier.text);
    const href = getHref(identifier.text, scope, page);
    // A page does not link to itself.
    if (!href) continue;
    found.push(text.slice(end, identifier.getStart()), { name: name ?? identifier.text, href });
    end = identifier.end;
  }
  return [...found, text.slice(end, node.end)];
}

function findReferences(node: ts.Node): ts.Identifier[] {
  const found = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) ? [node.typeName] : [];
  ts.forEachChild(node, (child) => void found.push(...findReferences(child)));
  return found;
}

/** Formats pieces as one code span, or as escaped text with links. */
function formatPieces(all: readonly Piece[]): string {
  const oneLine = all.map((piece) => (typeof piece === "string" ? stripLayout(piece) : piece));
  if (oneLine.every((piece) => typeof piece === "string")) return codeSpan(oneLine.join(""));
  return oneLine
    .map((piece) =>
      typeof piece === "string" ? piece.replaceAll(/[\\`*_[\]<>]/g, "\\$&") : `[${piece.name}](${piece.href})`,
    )
    .join("");
}

/** Returns code on one line, without comments. */
export function stripLayout(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/\s+/g, " ");
}
