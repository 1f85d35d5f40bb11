import ts from "typescript";
import { getIdentifier } from "./declarations.ts";
import { readDocComment } from "./doc-comment.ts";
import { stripLayout } from "./type-text.ts";
import type { Declaration } from "./types.ts";

/** Returns the overloads of a function or method without the implementation, or the function itself. */
export function getSignatures(node: ts.FunctionDeclaration | ts.MethodDeclaration): readonly ts.SignatureDeclaration[] {
  const siblings: readonly ts.Node[] = ts.isFunctionDeclaration(node)
    ? node.getSourceFile().statements
    : ts.isClassDeclaration(node.parent)
      ? node.parent.members
      : [node];
  const all = siblings.filter(
    (sibling): sibling is typeof node => sibling.kind === node.kind && hasSameName(sibling as typeof node, node),
  );
  const overloads = all.filter(({ body }) => body === undefined);
  return overloads.length > 0 ? overloads : all;
}

function hasSameName({ name }: ts.SignatureDeclaration, other: ts.SignatureDeclaration): boolean {
  return name?.getText() === other.name?.getText();
}

/** Returns the name of a parameter. A destructured one has the name in the `@param` at its position, else `options`. */
export function getParameterName({ name, parent }: ts.ParameterDeclaration, first: ts.Node): string {
  if (ts.isIdentifier(name)) return name.text;
  const tags = readDocComment(first).tags.get("param") ?? [];
  const index = parent.parameters.findIndex((parameter) => parameter.name === name);
  return /^\w+/.exec(tags[index] ?? "")?.[0] ?? "options";
}

export function isOptional({ questionToken, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  return (questionToken ?? initializer ?? dotDotDotToken) !== undefined;
}

/** Formats the declarations of a function, as an editor shows them. */
export function formatSignatures(declaration: Declaration<ts.FunctionDeclaration>): string {
  const { node } = declaration;
  const signatures = getSignatures(node);
  return signatures.map((signature) => formatSignature(getIdentifier(declaration), signature, node)).join("\n");
}

function formatSignature(name: string, signature: ts.SignatureDeclaration, first: ts.Node): string {
  const generics = signature.typeParameters?.map((parameter) => stripLayout(parameter.getText())).join(", ");
  const start = `function ${name}${generics === undefined ? "" : `<${generics}>`}(`;
  const end = `): ${stripLayout(signature.type?.getText() ?? "void")};`;
  const parameters = signature.parameters.map((parameter) => {
    const rest = parameter.dotDotDotToken === undefined ? "" : "...";
    const mark = rest === "" && isOptional(parameter) ? "?" : "";
    return `${rest}${getParameterName(parameter, first)}${mark}: ${stripLayout(parameter.type?.getText() ?? "unknown")}`;
  });
  const line = `${start}${parameters.join(", ")}${end}`;
  if (line.length <= 100) return line;
  return [start, ...parameters.map((parameter) => `  ${parameter},`), end].join("\n");
}
