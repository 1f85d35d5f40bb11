import type { ChatCompletion } from "@org/types/schemas";
import type { SchemaIssue } from "../schema/standard-schema.ts";
import { brand, toLogFields } from "./brand.ts";

/** Options of {@link OutputError} and its subclasses. */
export interface OutputErrorInit {
  /** The text of the completion, which may be incomplete, or `""`. */
  text: string;
  /** The completion. Its usage is billed. */
  completion: ChatCompletion;
  /** The error that caused it. */
  cause?: unknown;
}

/**
 * The completion does not have the requested structure. Its text is in `text`.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, OutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", required: ["city"] };
 * const core = new OpenRouterCore();
 * const content = "Name a city, as JSON.";
 * const result = await chatParse(core, { messages: [{ role: "user", content }] }, schema);
 * if (!result.ok && OutputError.isInstance(result.error)) console.error(result.error.name, result.error.text);
 * ```
 */
export class OutputError extends Error {
  /** Like `instanceof`, but works across copies of this package and realms. */
  declare static readonly isInstance: (value: unknown) => value is OutputError;
  /**
   * A stable code: `output_refused` (by the model), `output_filtered` (by a content filter), `output_truncated`,
   * `invalid_output_json` or `invalid_output_schema`.
   */
  readonly code: string = "invalid_output";
  /** Always `false`: the same request would be billed again. */
  readonly isRetryable: boolean = false;
  /** Always `undefined`. */
  readonly retryAfterMs: number | undefined = undefined;
  /** The text of the completion, which may be incomplete, or `""`. */
  declare readonly text: string;
  /** The completion. Its usage is billed. */
  declare readonly completion: ChatCompletion;

  constructor(message: string, { text, completion, cause }: OutputErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.text = text;
    // Not enumerable, so that printing the error does not print the completion.
    Object.defineProperty(this, "completion", { value: completion });
  }

  /** Returns the fields for a structured log. */
  toJSON(): Record<string, unknown> {
    return toLogFields(this);
  }

  static {
    brand(this, "OutputError");
  }
}

/**
 * The model refused to answer, or a content filter ended the completion.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, RefusalError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", required: ["city"] };
 * const core = new OpenRouterCore();
 * const content = "Name a city, as JSON.";
 * const result = await chatParse(core, { messages: [{ role: "user", content }] }, schema);
 * if (!result.ok && RefusalError.isInstance(result.error)) console.error(result.error.refusal ?? "filtered");
 * ```
 */
export class RefusalError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is RefusalError;
  declare readonly name: "RefusalError";
  /** A stable code: `output_refused` by the model, or `output_filtered` by a content filter. */
  declare readonly code: "output_refused" | "output_filtered";
  /** The model's refusal; `undefined` if a content filter ended the completion. */
  declare readonly refusal: string | undefined;

  constructor(refusal: string | undefined, init: OutputErrorInit) {
    super(refusal ? `The model refused: ${refusal.slice(0, 200)}` : "A content filter ended the completion", init);
    this.code = refusal ? "output_refused" : "output_filtered";
    this.refusal = refusal;
  }

  static {
    brand(this, "RefusalError");
  }
}

/**
 * The completion reached the token limit and is incomplete: `finish_reason` is `length`.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, TruncatedOutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", required: ["city"] };
 * const core = new OpenRouterCore();
 * const content = "Name a city, as JSON.";
 * const result = await chatParse(core, { messages: [{ role: "user", content }] }, schema);
 * if (!result.ok && TruncatedOutputError.isInstance(result.error)) console.error(result.error.text);
 * ```
 */
export class TruncatedOutputError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is TruncatedOutputError;
  declare readonly name: "TruncatedOutputError";
  /** A stable code. */
  override readonly code = "output_truncated" as const;

  constructor(init: OutputErrorInit) {
    super("The completion reached the token limit; raise max_tokens or request less", init);
  }

  static {
    brand(this, "TruncatedOutputError");
  }
}

/**
 * The completion is not JSON, or does not match the schema.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatParse, InvalidOutputError } from "@org/sdk/funcs/chatParse.js";
 *
 * const schema = { type: "object", required: ["city"] };
 * const core = new OpenRouterCore();
 * const content = "Name a city, as JSON.";
 * const result = await chatParse(core, { messages: [{ role: "user", content }] }, schema);
 * if (!result.ok && InvalidOutputError.isInstance(result.error)) console.error(result.error.issues);
 * ```
 */
export class InvalidOutputError extends OutputError {
  declare static readonly isInstance: (value: unknown) => value is InvalidOutputError;
  declare readonly name: "InvalidOutputError";
  /** A stable code: `invalid_output_` and the `kind`. */
  declare readonly code: "invalid_output_json" | "invalid_output_schema";
  /** What is wrong with the text: it is not JSON (`json`), or it does not match the schema (`schema`). */
  declare readonly kind: "json" | "schema";
  /** The issues that the schema reports; empty if the text is not JSON. */
  declare readonly issues: readonly SchemaIssue[];

  constructor(kind: "json" | "schema", message: string, init: OutputErrorInit & { issues?: readonly SchemaIssue[] }) {
    super(message, init);
    this.code = `invalid_output_${kind}`;
    this.kind = kind;
    this.issues = init.issues ?? [];
  }

  static {
    brand(this, "InvalidOutputError");
  }
}
