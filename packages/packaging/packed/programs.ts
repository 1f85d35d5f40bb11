import { runProgram } from "./install-packed.ts";

/** The programs in consumer/, and the output that each must have against the mock server. */
export const programs: readonly (readonly [program: string, expected: RegExp])[] = [
  ["method.ts", /object: 'chat\.completion'[^]*role: 'assistant'|choices: \[/],
  ["standalone.ts", /^(?!chatComplete failed)[^]*object: 'chat\.completion'/],
  ["stream.ts", /^One, two, three, four, five\.\nChatCompletionError 401\n$/],
  ["raw-client.ts", /^chat\.completion\n$/],
];

/**
 * Runs a program against the mock server.
 *
 * @throws {Error} when the program fails, or prints something other than expected
 */
export async function checkProgram(
  node: string,
  folder: string,
  [program, expected]: (typeof programs)[number],
  serverURL: string,
): Promise<void> {
  const output = await runProgram(node, folder, program, {
    OPENROUTER_API_KEY: "sk-or-v1-packed",
    OPENROUTER_BASE_URL: serverURL,
  });
  if (!expected.test(output)) throw new Error(`Expected ${program} to print ${expected}, got:\n${output}`);
}
