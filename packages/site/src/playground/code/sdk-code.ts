import type { Call } from "../call.ts";
import { formatLiteral } from "./literal.ts";
import { getCallOptions, generateClientArgument, generateKeyComment } from "./options.ts";

/** Generates the call as a method of the client. */
export function generateSDKCode(call: Call): string {
  const options = getCallOptions(call);
  const request =
    options === undefined
      ? formatLiteral(call.request)
      : `\n  ${formatLiteral(call.request, 2)},\n  ${formatLiteral(options, 2)},\n`;
  const [name, output] = call.request.stream
    ? ["stream", streamOutput]
    : ["completion", "console.log(completion.choices[0]?.message.content);"];
  return `import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter(${generateClientArgument(call)});${generateKeyComment(call)}

const ${name} = await openRouter.chat.complete(${request});
${output}
`;
}

const streamOutput = `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`;
