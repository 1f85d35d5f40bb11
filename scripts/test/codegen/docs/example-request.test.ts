import ts from "typescript";
import { expect, test } from "vitest";
import { getExampleRequest } from "../../../codegen/docs/example-request.ts";
import type { Declaration } from "../../../codegen/docs/types.ts";

/** Declares a function with these parameters, and with an example that calls it with these arguments. */
function declare(parameters: string, args: string): Declaration<ts.FunctionDeclaration> {
  const code = `/**
 * Does it.
 *
 * @example
 * \`\`\`ts
 * const result = await act(${args});
 * \`\`\`
 */
export function act(${parameters}): void {}`;
  const source = ts.createSourceFile("act.ts", code, ts.ScriptTarget.Latest, true);
  const [node] = source.statements;
  if (node === undefined || !ts.isFunctionDeclaration(node)) throw new Error("Expected a function");
  return { name: "act", node } as Declaration<ts.FunctionDeclaration>;
}

test.for<[string, string, string, readonly unknown[] | undefined]>([
  ["a body", "core: C, request: R, options: O", 'core, { a: "b" }', [{ a: "b" }]],
  [
    "parameters and a body",
    "core: C, parameters: P, request: R, options: O",
    "core, { id: 1 }, { a: [2] }",
    [{ id: 1 }, { a: [2] }],
  ],
  ["a body and options", "core: C, request: R, options: O", "core, { a: 1 }, { timeoutMs: 5 }", [{ a: 1 }]],
  ["only options", "core: C, options: O", "core, { timeoutMs: 5 }", undefined],
  ["a value that is not JSON", "core: C, request: R, options: O", "core, { at: Date.now() }", undefined],
])("returns the arguments between the client and the options: %s", ([, parameters, args, expected]) => {
  expect(getExampleRequest(declare(parameters, args))).toEqual(expected);
});
