import type { Call } from "../call.ts";
import { generateArguments } from "./function-arguments.ts";
import { getCallOptions, generateClientArgument, generateKeyComment } from "./options.ts";

/** Generates the call with `chatStream`, which streams every response and also builds the completion. */
export function generateStreamCode(call: Call): string {
  const { stream: _, ...request } = call.request;
  return `import { OpenRouterCore } from "@org/sdk/core.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";

const core = new OpenRouterCore(${generateClientArgument(call)});${generateKeyComment(call)}

const stream = chatStream(${generateArguments(request, getCallOptions(call))});
for await (const text of stream.textStream) process.stdout.write(text);
const completion = await stream.finalCompletion();
console.log("\\n" + completion.choices[0]?.finish_reason);
`;
}
