import type { ChatCompletionToolMessageParam } from "@org/types/schemas";
import { ToolError } from "../errors/tool-error.ts";
import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { formatIssues, validateValue, type StandardResult } from "../schema/standard-schema.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { isJSONObject, isRecord } from "../utils/is-record.ts";
import { execution, type Tool, type ToolContext, type ToolMessage } from "./tool.ts";

/** The result of a tool call. */
export interface ToolResult {
  /** The tool call. */
  toolCall: AssistantToolCall;
  /** The tool message that is sent to the model. */
  message: ChatCompletionToolMessageParam;
  /** The value that the tool returned; `undefined` if it failed. */
  value: unknown;
  /** The error; `undefined` if the tool succeeded. */
  error: ToolError | undefined;
}

/**
 * Parses and validates the arguments of a tool call.
 * @throws {@link ToolError} when they are not a JSON object, or do not match the schema.
 */
export async function parseArguments(tool: Tool, toolCall: AssistantToolCall): Promise<unknown> {
  const { schema } = tool[execution];
  const value = parseObject(toolCall);
  let result: StandardResult<unknown>;
  try {
    result = await validateValue(schema ?? {}, value);
  } catch (cause) {
    throw new ToolError("arguments", `The schema failed: ${getErrorMessage(cause)}`, { toolCall, cause });
  }
  if (!result.issues) return result.value;
  throw new ToolError("arguments", `The arguments do not match the schema: ${formatIssues(result.issues)}`, {
    toolCall,
  });
}

function parseObject(toolCall: AssistantToolCall): unknown {
  let value: unknown;
  try {
    value = JSON.parse(toolCall.function.arguments.trim() || "{}");
  } catch (cause) {
    throw new ToolError("arguments", `The arguments are not JSON: ${getErrorMessage(cause)}`, { toolCall, cause });
  }
  if (isJSONObject(value)) return value;
  throw new ToolError("arguments", "The arguments must be a JSON object", { toolCall });
}

/**
 * Runs a tool.
 * @throws {@link ToolError} when the tool throws, or returns a value that JSON cannot represent.
 */
export async function executeTool(tool: Tool, args: unknown, context: ToolContext): Promise<ToolResult> {
  const { toolCall } = context;
  try {
    const value: unknown = await tool[execution].execute(args as never, context);
    return { toolCall, message: toMessage(value, toolCall), value, error: undefined };
  } catch (cause) {
    throw new ToolError("execution", getErrorMessage(cause), { toolCall, cause });
  }
}

/** Returns the result of a failed tool call. */
export function toFailedResult(error: ToolError): ToolResult {
  const { toolCall } = error;
  return { toolCall, message: toMessage(`Error: ${error.message}`, toolCall), value: undefined, error };
}

function toMessage(value: unknown, { id }: AssistantToolCall): ChatCompletionToolMessageParam {
  if (isToolMessage(value)) return { ...value, tool_call_id: id };
  const content = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return { role: "tool", tool_call_id: id, content };
}

function isToolMessage(value: unknown): value is ToolMessage {
  return isRecord(value) && value["role"] === "tool" && "content" in value;
}
