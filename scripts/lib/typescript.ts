import ts from "typescript";

/**
 * The TypeScript type in `text` (an `x-ts-type`) as nodes that print anywhere; `undefined` when it is none.
 */
export function parseType(text: string): ts.TypeNode | undefined {
  const source = ts.createSourceFile("type.ts", `type T = ${text}\n;`, ts.ScriptTarget.Latest, false);
  const [statement, ...others] = source.statements;
  if (statement === undefined || others.some((other) => !ts.isEmptyStatement(other))) return undefined;
  if (!ts.isTypeAliasDeclaration(statement) || hasSyntaxErrors(source)) return undefined;
  return detach(statement.type);
}

/** One statement of our own, as nodes that print anywhere. */
export function parseStatement(text: string): ts.Statement {
  const [statement] = ts.createSourceFile("statement.ts", text, ts.ScriptTarget.Latest, false).statements;
  if (statement === undefined) throw new Error(`No statement: ${text}`);
  return detach(statement);
}

/** The parser keeps its findings on the file, in a field that the public type leaves out. */
function hasSyntaxErrors(source: ts.SourceFile & { parseDiagnostics?: readonly unknown[] }): boolean {
  return (source.parseDiagnostics ?? []).length > 0;
}

/** Without positions, the printer takes names and literals from the nodes and not from a source text. */
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
