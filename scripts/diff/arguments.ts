import { parseArgs } from "node:util";
import { InputError } from "../lib/cli.ts";

export const failures = ["breaking", "compatible", "none"] as const;
export type Failure = (typeof failures)[number];

export interface DiffArguments {
  /** The base: a git revision or a file. */
  readonly base: string | undefined;
  /** The new document: a git revision or a file. */
  readonly next: string | undefined;
  /** The same as an option: a file or a URL. */
  readonly spec: string | undefined;
  readonly format: "text" | "json" | "markdown";
  readonly failOn: Failure;
  readonly path: string | undefined;
}

/** @throws {@link InputError} when the arguments are wrong; the errors of `parseArgs` have a code as well */
export function parseDiffArguments(args: string[]): DiffArguments {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      spec: { type: "string" },
      path: { type: "string" },
      "fail-on": { type: "string", default: "none" },
    },
  });
  const [base, next, ...more] = positionals;
  if (more.length > 0) throw new InputError(`Expected at most two documents, got ${positionals.join(", ")}`);
  if (next !== undefined && values.spec !== undefined) {
    throw new InputError(`Expected one new document, got ${next} and --spec ${values.spec}`);
  }
  if (values.json && values.markdown) throw new InputError("Expected --json or --markdown, got both");
  const failOn = failures.find((one) => one === values["fail-on"]);
  if (failOn === undefined) {
    throw new InputError(`--fail-on must be ${failures.join(", ")}, got "${values["fail-on"]}"`);
  }
  const format = values.json ? "json" : values.markdown ? "markdown" : "text";
  return { base, next, spec: values.spec, format, failOn, path: values.path };
}
