import type { Call } from "../call.ts";
import { generateArguments } from "./function-arguments.ts";
import { getCallOptions, generateClientArgument, generateKeyComment } from "./options.ts";

/** Generates the call with `chatComplete`, which returns errors instead of throwing them. */
export function generateFunctionCode(call: Call): string {
  return `import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";

const core = new OpenRouterCore(${generateClientArgument(call)});${generateKeyComment(call)}

const result = await chatComplete(${generateArguments(call.request, getCallOptions(call))});
${call.request.stream ? streamOutput : output}
`;
}

/** Prints the text of a completion, or the error. */
export const output = `if (result.ok) console.log(result.value.choices[0]?.message.content);
else console.error(result.error.name, result.error.message);`;

// The loop throws errors that occur after the first chunk.
const streamOutput = `if (result.ok) {
  for await (const chunk of result.value) {
    process.stdout.write(chunk.choices[0]?.delta.content ?? "");
  }
} else {
  console.error(result.error.name, result.error.message);
}`;
