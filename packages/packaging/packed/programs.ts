import { runProgram } from "./install-packed.ts";

/** The programs of consumer/, and what each must print against the mock server. */
export const programs: readonly (readonly [program: string, printed: RegExp])[] = [
  ["method.ts", /object: 'chat\.completion'[^]*role: 'assistant'|choices: \[/],
  ["standalone.ts", /^(?!chatComplete failed)[^]*object: 'chat\.completion'/],
  ["stream.ts", /^One, two, three, four, five\.\nChatCompletionError 401\n$/],
  ["raw-client.ts", /^chat\.completion\n$/],
];

/** Runs a program against the mock server at this URL. @throws when it fails or prints something else */
export async function checkProgram(
  node: string,
  folder: string,
  [program, printed]: (typeof programs)[number],
  serverURL: string,
): Promise<void> {
  const output = await runProgram(node, folder, program, {
    OPENROUTER_API_KEY: "sk-or-v1-packed",
    OPENROUTER_BASE_URL: serverURL,
  });
  if (!printed.test(output)) throw new Error(`${program} printed:\n${output}\ninstead of ${printed}`);
}
