import type { ChatCompletionToolMessageParam } from "@org/types/schemas";
import { ToolError } from "../errors/tool-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { formatIssues, validateValue, type StandardResult } from "../schema/standard-schema.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { execution, type Tool, type ToolContext } from "./tool.ts";

/** What a call of a tool came to. */
export interface ToolResult {
  /** The call. */
  toolCall: AssistantToolCall;
  /** The message that tells the model. */
  message: ChatCompletionToolMessageParam;
  /** What the tool gave; `undefined` when it failed. */
  value: unknown;
  /** Why it failed. */
  error: ToolError | undefined;
}

/** The arguments of a call as its tool takes them. @throws ToolError */
export async function argumentsOf(tool: Tool, toolCall: AssistantToolCall): Promise<unknown> {
  const { schema } = tool[execution];
  const value = jsonOf(toolCall);
  let result: StandardResult<unknown>;
  try {
    result = await validateValue(schema ?? {}, value);
  } catch (cause) {
    throw new ToolError("arguments", `The schema failed: ${getErrorMessage(cause)}`, { toolCall, cause });
  }
  if (!result.issues) return result.value;
  throw new ToolError("arguments", `The arguments don't fit the schema: ${formatIssues(result.issues)}`, { toolCall });
}

function jsonOf(toolCall: AssistantToolCall): unknown {
  let value: unknown;
  try {
    value = JSON.parse(toolCall.function.arguments.trim() || "{}");
  } catch (cause) {
    throw new ToolError("arguments", `The arguments are no JSON: ${getErrorMessage(cause)}`, { toolCall, cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ToolError("arguments", "The arguments are no JSON object", { toolCall });
}

/** Runs a tool. @throws ToolError */
export async function run(tool: Tool, args: unknown, context: ToolContext): Promise<ToolResult> {
  const { toolCall } = context;
  try {
    const value: unknown = await tool[execution].execute(args as never, context);
    return { toolCall, message: messageOf(value, toolCall), value, error: undefined };
  } catch (cause) {
    throw new ToolError("execution", getErrorMessage(cause), { toolCall, cause });
  }
}

/** What a call that failed came to. */
export function failureOf(error: ToolError): ToolResult {
  const { toolCall } = error;
  return { toolCall, message: messageOf(`Error: ${error.message}`, toolCall), value: undefined, error };
}

function messageOf(value: unknown, { id }: AssistantToolCall): ChatCompletionToolMessageParam {
  if (isToolMessage(value)) return { ...value, tool_call_id: id };
  const content = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return { role: "tool", tool_call_id: id, content };
}

function isToolMessage(value: unknown): value is Omit<ChatCompletionToolMessageParam, "tool_call_id"> {
  return typeof value === "object" && value !== null && "role" in value && value.role === "tool" && "content" in value;
}
