import type { Call } from "../call.ts";
import { functionArguments } from "./function-arguments.ts";
import { callOptions, clientArgument, keyComment } from "./options.ts";

/** Generates the call with `chatStream`, which streams every response and also builds the completion. */
export function streamCode(call: Call): string {
  const { stream: _, ...request } = call.request;
  return `import { OpenRouterCore } from "@org/sdk/core.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";

const core = new OpenRouterCore(${clientArgument(call)});${keyComment(call)}

const stream = chatStream(${functionArguments(request, callOptions(call))});
for await (const text of stream.textStream) process.stdout.write(text);
const completion = await stream.finalCompletion();
console.log("\\n" + completion.choices[0]?.finish_reason);
`;
}
