import ts from "typescript";
import { identifierOf } from "./declarations.ts";
import { docComment } from "./doc-comment.ts";
import { withoutLayout } from "./type-text.ts";
import type { Declaration } from "./types.ts";

/** How a function or method can be called: its overloads without what implements them, or itself. */
export function signaturesOf(node: ts.FunctionDeclaration | ts.MethodDeclaration): readonly ts.SignatureDeclaration[] {
  const siblings: readonly ts.Node[] = ts.isFunctionDeclaration(node)
    ? node.getSourceFile().statements
    : ts.isClassDeclaration(node.parent)
      ? node.parent.members
      : [node];
  const all = siblings.filter(
    (sibling): sibling is typeof node => sibling.kind === node.kind && isNamedAs(sibling as typeof node, node),
  );
  const overloads = all.filter(({ body }) => body === undefined);
  return overloads.length > 0 ? overloads : all;
}

function isNamedAs({ name }: ts.SignatureDeclaration, other: ts.SignatureDeclaration): boolean {
  return name?.getText() === other.name?.getText();
}

/** How a parameter is called that takes its argument apart: as `@param` says at its place, else `options`. */
export function parameterName({ name, parent }: ts.ParameterDeclaration, first: ts.Node): string {
  if (ts.isIdentifier(name)) return name.text;
  const said = docComment(first).tags.get("param") ?? [];
  const index = parent.parameters.findIndex((parameter) => parameter.name === name);
  return /^\w+/.exec(said[index] ?? "")?.[0] ?? "options";
}

export function isOptional({ questionToken, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  return (questionToken ?? initializer ?? dotDotDotToken) !== undefined;
}

/** The lines that declare a function, as the editor shows them. */
export function signatureLines(declaration: Declaration<ts.FunctionDeclaration>): string {
  const { node } = declaration;
  const signatures = signaturesOf(node);
  return signatures.map((signature) => lineOf(identifierOf(declaration), signature, node)).join("\n");
}

function lineOf(name: string, signature: ts.SignatureDeclaration, first: ts.Node): string {
  const generics = signature.typeParameters?.map((parameter) => withoutLayout(parameter.getText())).join(", ");
  const start = `function ${name}${generics === undefined ? "" : `<${generics}>`}(`;
  const end = `): ${withoutLayout(signature.type?.getText() ?? "void")};`;
  const parameters = signature.parameters.map((parameter) => {
    const rest = parameter.dotDotDotToken === undefined ? "" : "...";
    const mark = rest === "" && isOptional(parameter) ? "?" : "";
    return `${rest}${parameterName(parameter, first)}${mark}: ${withoutLayout(parameter.type?.getText() ?? "unknown")}`;
  });
  const line = `${start}${parameters.join(", ")}${end}`;
  if (line.length <= 100) return line;
  return [start, ...parameters.map((parameter) => `  ${parameter},`), end].join("\n");
}
