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

/** A call of a tool failed. Fed back to the model, or with `toolErrors: "raise"` the error of the run. */
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

/** The model still wanted tools after the last step that it was allowed. */
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
