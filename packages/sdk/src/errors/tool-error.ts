import type { AssistantToolCall } from "../funcs/toAssistantMessage.ts";
import { brand } from "./brand.ts";

/**
 * Why a call of a tool failed: there is no tool of that name (`unknown`), its arguments are no JSON or don't fit the
 * schema (`arguments`), or its `execute` threw, or gave what JSON can't say (`execution`).
 */
export type ToolErrorKind = "unknown" | "arguments" | "execution";

/** What the error of a tool is made of. */
export interface ToolErrorInit {
  /** The call that failed. */
  toolCall: AssistantToolCall;
  /** What was thrown underneath. */
  cause?: unknown;
}

/**
 * A call of a tool failed. Fed back to the model, or with `toolErrors: "raise"` the error of the run.
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
  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  declare static readonly isInstance: (value: unknown) => value is ToolError;
  declare readonly name: "ToolError";
  declare readonly kind: ToolErrorKind;
  /** The call that failed. */
  declare readonly toolCall: AssistantToolCall;

  constructor(kind: ToolErrorKind, message: string, { toolCall, cause }: ToolErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.toolCall = toolCall;
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, kind, toolCall } = this;
    return { name, message, kind, toolCall };
  }

  static {
    brand(this, "ToolError");
  }
}

/**
 * The model still wanted tools after the last step that it was allowed. The conversation so far can go on.
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
  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  declare static readonly isInstance: (value: unknown) => value is StepLimitError;
  declare readonly name: "StepLimitError";
  /** How many steps there were. */
  declare readonly maxSteps: number;

  constructor(maxSteps: number) {
    super(`The model still wanted tools after ${maxSteps} steps (maxSteps)`);
    this.maxSteps = maxSteps;
  }

  static {
    brand(this, "StepLimitError");
  }
}
