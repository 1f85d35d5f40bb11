import type { ChatCompletion } from "@org/types/schemas";
import type { SchemaIssue } from "../schema/standard-schema.ts";
import { brand } from "./brand.ts";

/** What the errors about an answer that came, but is not what was asked for, have in common. */
export interface OutputErrorInit {
  /** The answer's text, as far as it came; `""` if there is none. */
  text: string;
  /** The whole answer: its usage is billed. */
  completion: ChatCompletion;
  /** What was thrown underneath. */
  cause?: unknown;
}

/**
 * An answer came, but not in the structure that was asked for. The text is not lost.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, OutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 * const messages = [{ role: "user" as const, content: "Name a city, as JSON." }];
 * const result = await chatParse(new OpenRouterCore(), { messages }, schema);
 * if (!result.ok && OutputError.isInstance(result.error)) console.error(result.error.name, result.error.text);
 * ```
 */
export class OutputError extends Error {
  /** Like `instanceof`, but also true for errors of another copy of this package or another realm. */
  declare static readonly isInstance: (value: unknown) => value is OutputError;
  /** The answer's text, as far as it came; `""` if there is none. */
  declare readonly text: string;
  /** The whole answer: its usage is billed. */
  declare readonly completion: ChatCompletion;

  constructor(message: string, { text, completion, cause }: OutputErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.text = text;
    // Not enumerable: printing the error should not print the whole answer.
    Object.defineProperty(this, "completion", { value: completion });
  }

  /** What a structured log should hold. */
  toJSON(): Record<string, unknown> {
    const { name, message, text } = this;
    return { name, message, text };
  }

  static {
    brand(this, "OutputError");
  }
}

/**
 * The model declined, or a filter cut the answer off.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, RefusalError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 * const messages = [{ role: "user" as const, content: "Name a city, as JSON." }];
 * const result = await chatParse(new OpenRouterCore(), { messages }, schema);
 * if (!result.ok && RefusalError.isInstance(result.error)) console.error(result.error.refusal ?? "filtered");
 * ```
 */
export class RefusalError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is RefusalError;
  declare readonly name: "RefusalError";
  /** Why, in the model's words; `undefined` when a filter said no more than that. */
  declare readonly refusal: string | undefined;

  constructor(refusal: string | undefined, init: OutputErrorInit) {
    super(refusal ? `The model refused: ${refusal.slice(0, 200)}` : "A content filter cut the answer off", init);
    this.refusal = refusal;
  }

  static {
    brand(this, "RefusalError");
  }
}

/**
 * The answer ran into the token limit, so that it is not whole: `finish_reason` is `length`.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, TruncatedOutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 * const messages = [{ role: "user" as const, content: "Name a city, as JSON." }];
 * const result = await chatParse(new OpenRouterCore(), { messages }, schema);
 * if (!result.ok && TruncatedOutputError.isInstance(result.error)) console.error(result.error.text);
 * ```
 */
export class TruncatedOutputError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is TruncatedOutputError;
  declare readonly name: "TruncatedOutputError";

  constructor(init: OutputErrorInit) {
    super("The answer was cut off at the token limit; raise max_tokens, or ask for less", init);
  }

  static {
    brand(this, "TruncatedOutputError");
  }
}

/**
 * The answer is no JSON (`json`), or JSON that the schema does not take (`schema`).
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, InvalidOutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
 * const messages = [{ role: "user" as const, content: "Name a city, as JSON." }];
 * const result = await chatParse(new OpenRouterCore(), { messages }, schema);
 * if (!result.ok && InvalidOutputError.isInstance(result.error)) console.error(result.error.issues);
 * ```
 */
export class InvalidOutputError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is InvalidOutputError;
  declare readonly name: "InvalidOutputError";
  declare readonly kind: "json" | "schema";
  /** What is wrong, by the schema; empty for what is no JSON. */
  declare readonly issues: readonly SchemaIssue[];

  constructor(kind: "json" | "schema", message: string, init: OutputErrorInit & { issues?: readonly SchemaIssue[] }) {
    super(message, init);
    this.kind = kind;
    this.issues = init.issues ?? [];
  }

  override toJSON(): Record<string, unknown> {
    const { kind, issues } = this;
    return { ...super.toJSON(), kind, issues };
  }

  static {
    brand(this, "InvalidOutputError");
  }
}
