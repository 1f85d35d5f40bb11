import type { Call } from "../call.ts";
import { literal } from "./literal.ts";
import { callOptions, clientArgument, keyComment } from "./options.ts";

/** Generates the call as a method of the client. */
export function sdkCode(call: Call): string {
  const options = callOptions(call);
  const request =
    options === undefined ? literal(call.request) : `\n  ${literal(call.request, 2)},\n  ${literal(options, 2)},\n`;
  const [name, output] = call.request.stream
    ? ["stream", streamOutput]
    : ["completion", "console.log(completion.choices[0]?.message.content);"];
  return `import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter(${clientArgument(call)});${keyComment(call)}

const ${name} = await openRouter.chat.complete(${request});
${output}
`;
}

const streamOutput = `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`;
