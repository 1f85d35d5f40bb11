import type { Call } from "../call.ts";
import { generateArguments } from "./function-arguments.ts";
import { output } from "./function-code.ts";
import { Code, formatLiteral } from "./literal.ts";
import { getCallOptions, generateClientArgument, generateKeyComment } from "./options.ts";

/** Generates the call with `chatTools`, which runs the tools of the request; an example of one, if it has none. */
export function generateToolsCode(call: Call): string {
  const { stream, tools } = call.request;
  const hasTools = Array.isArray(tools);
  const request = { ...call.request, tools: hasTools ? tools.map(toCode) : [exampleTool] };
  const options = { ...getCallOptions(call), ...(stream && { onEvent: printChunk }) };
  const shown = Object.keys(options).length === 0 ? undefined : options;
  return `import { OpenRouterCore } from "@org/sdk/core.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";

const core = new OpenRouterCore(${generateClientArgument(call)});${generateKeyComment(call)}

// ${hasTools ? "Replace each `execute` with your function." : "The request has no tools. This one is an example."}
const result = await chatTools(${generateArguments(request, shown)});
${stream ? streamOutput : output}
`;
}

const exampleTool = createTool({
  name: "get_time",
  description: "The current time",
  execute: new Code(() => "() => new Date().toISOString()"),
});

const printChunk = new Code((indent) => {
  const pad = " ".repeat(indent);
  return `(event) => {
${pad}  if (event.type === "chunk") process.stdout.write(event.chunk.choices[0]?.delta.content ?? "");
${pad}}`;
});

const streamOutput = "if (!result.ok) console.error(result.error.name, result.error.message);";

/** Converts a function of the request to a call of `tool`. Other tools, which the service runs, stay as they are. */
function toCode(given: unknown): unknown {
  const { type, function: definition, ...others } = (given ?? {}) as Record<string, unknown>;
  if (type !== "function" || typeof definition !== "object" || definition === null) return given;
  return createTool({ ...definition, execute: new Code(() => "(args) => args") }, others);
}

/**
 * Creates the code of a tool.
 *
 * @param others fields of the tool next to its function, such as `cache_control`
 */
function createTool(definition: object, others: object = {}): Code {
  if (Object.keys(others).length === 0) return new Code((indent) => `tool(${formatLiteral(definition, indent)})`);
  return new Code((indent) => {
    const copied = `${" ".repeat(indent + 2)}...tool(${formatLiteral(definition, indent + 2)}),\n`;
    const [first, ...members] = formatLiteral(others, indent, Infinity).split("\n");
    return `${first}\n${copied}${members.join("\n")}`;
  });
}
