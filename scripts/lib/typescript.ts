import ts from "typescript";

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
/** The printer needs a source file to read from; synthetic nodes carry their own text. */
const emptySource = ts.createSourceFile("generated.ts", "", ts.ScriptTarget.Latest);

/** Prints a type or a statement. */
export function printNode(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, emptySource);
}

/**
 * Parses a TypeScript type (an `x-ts-type`) into nodes that can be printed anywhere.
 *
 * @returns `undefined` if the text is not a type
 */
export function parseType(text: string): ts.TypeNode | undefined {
  const source = ts.createSourceFile("type.ts", `type T = ${text}\n;`, ts.ScriptTarget.Latest, false);
  const [statement, ...others] = source.statements;
  if (statement === undefined || others.some((other) => !ts.isEmptyStatement(other))) return undefined;
  if (!ts.isTypeAliasDeclaration(statement) || hasSyntaxErrors(source)) return undefined;
  return detach(statement.type);
}

/** Parses one statement into nodes that can be printed anywhere. */
export function parseStatement(text: string): ts.Statement {
  const [statement] = ts.createSourceFile("statement.ts", text, ts.ScriptTarget.Latest, false).statements;
  if (statement === undefined) throw new Error(`Expected a statement, got "${text}"`);
  return detach(statement);
}

/** The parser stores its diagnostics on the file, in a field that the public type leaves out. */
function hasSyntaxErrors(source: ts.SourceFile & { parseDiagnostics?: readonly unknown[] }): boolean {
  return (source.parseDiagnostics ?? []).length > 0;
}

/** Removes the positions, so that the printer reads names and literals from the nodes and not from a source text. */
function detach<Node extends ts.Node>(node: Node): Node {
  ts.forEachChild(
    node,
    (child) => void detach(child),
    (children) => {
      ts.setTextRange(children, { pos: -1, end: -1 });
      for (const child of children) detach(child);
    },
  );
  return ts.setTextRange(node, { pos: -1, end: -1 });
}
