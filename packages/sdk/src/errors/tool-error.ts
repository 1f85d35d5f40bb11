import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { brand, toLogFields } from "./brand.ts";

/**
 * Why a tool call failed: there is no tool with that name (`unknown`), its arguments are not JSON or do not match the
 * schema (`arguments`), or its `execute` threw, or returned a value that JSON cannot represent (`execution`).
 */
export type ToolErrorKind = "unknown" | "arguments" | "execution";

/** Options of {@link ToolError}. */
export interface ToolErrorInit {
  /** The tool call that failed. */
  toolCall: AssistantToolCall;
  /** The error that caused it. */
  cause?: unknown;
}

/**
 * A tool call failed. It is sent to the model, or with `toolErrors: "raise"` ends the run.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatTools, tool, ToolError } from "@org/sdk/funcs/chatTools.js";
 *
 * const dice = tool({ name: "roll_dice", execute: () => 1 + Math.floor(Math.random() * 6) });
 * const result = await chatTools(
 *   new OpenRouterCore(),
 *   { messages: [{ role: "user", content: "Roll the dice." }], tools: [dice] },
 *   { toolErrors: "raise" },
 * );
 * if (!result.ok && ToolError.isInstance(result.error)) console.error(result.error.toolCall.function.name);
 * ```
 */
export class ToolError extends Error {
  /** Like `instanceof`, but works across copies of this package and realms. */
  declare static readonly isInstance: (value: unknown) => value is ToolError;
  declare readonly name: "ToolError";
  /** A stable code: `tool_` and the `kind`. */
  readonly code: `tool_${ToolErrorKind}`;
  /** Always `false`: the run would call the same tool again. */
  readonly isRetryable: boolean = false;
  /** Always `undefined`. */
  readonly retryAfterMs: number | undefined = undefined;
  /** Why the tool call failed. */
  declare readonly kind: ToolErrorKind;
  /** The tool call that failed. */
  declare readonly toolCall: AssistantToolCall;

  constructor(kind: ToolErrorKind, message: string, { toolCall, cause }: ToolErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = `tool_${kind}`;
    this.kind = kind;
    this.toolCall = toolCall;
  }

  /** Returns the fields for a structured log. */
  toJSON(): Record<string, unknown> {
    return toLogFields(this);
  }

  static {
    brand(this, "ToolError");
  }
}

/**
 * The model still called tools in the last allowed step. The conversation can be continued.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatTools, tool, StepLimitError } from "@org/sdk/funcs/chatTools.js";
 *
 * const dice = tool({ name: "roll_dice", execute: () => 1 + Math.floor(Math.random() * 6) });
 * const result = await chatTools(
 *   new OpenRouterCore(),
 *   { messages: [{ role: "user", content: "Roll the dice." }], tools: [dice] },
 *   { maxSteps: 3 },
 * );
 * if (!result.ok && StepLimitError.isInstance(result.error)) console.error(result.messages.length);
 * ```
 */
export class StepLimitError extends Error {
  /** Like `instanceof`, but works across copies of this package and realms. */
  declare static readonly isInstance: (value: unknown) => value is StepLimitError;
  declare readonly name: "StepLimitError";
  /** A stable code. */
  readonly code = "step_limit" as const;
  /** Always `false`: the run would end at the same limit. */
  readonly isRetryable: boolean = false;
  /** Always `undefined`. */
  readonly retryAfterMs: number | undefined = undefined;
  /** The number of steps. */
  declare readonly maxSteps: number;

  constructor(maxSteps: number) {
    super(`The model still called tools after ${maxSteps} steps (maxSteps)`);
    this.maxSteps = maxSteps;
  }

  /** Returns the fields for a structured log. */
  toJSON(): Record<string, unknown> {
    return toLogFields(this);
  }

  static {
    brand(this, "StepLimitError");
  }
}
