import { basename, extname, join } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { CommandError } from "./command.ts";

/** How one worker makes calls. */
export interface WorkerOptions {
  /** The most calls in flight. */
  readonly concurrency: number;
  /** The longest that a call may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What applies to all workers of a batch. */
export interface BatchOptions {
  /** No call begins after this many US dollars are spent. */
  readonly maxCost: number;
  /** The most calls that begin in a second. */
  readonly maxRate: number;
  /** How often the queue retries a call that failed. */
  readonly maxRetries: number;
  /** How long the queue waits before the first retry, in seconds. It doubles with each retry, with jitter. */
  readonly retryDelaySeconds: number;
  /** A worker that is silent for this long has died, and its jobs go back to the queue. In seconds, at least 10. */
  readonly heartbeatSeconds: number;
}

export interface RunOptions extends WorkerOptions, BatchOptions {
  readonly input: string;
  readonly output: string;
  /** The name of the batch, and of its queue. */
  readonly name: string;
  /** Whether the prompts that failed before are queued again. */
  readonly retryFailed: boolean;
}

const workerFlags = {
  concurrency: { type: "string", default: "8" },
  timeout: { type: "string", default: "600" },
} satisfies ParseArgsOptionsConfig;

const runFlags = {
  ...workerFlags,
  name: { type: "string" },
  "max-cost": { type: "string", default: "Infinity" },
  "max-rate": { type: "string", default: "Infinity" },
  "max-retries": { type: "string", default: "8" },
  "retry-delay": { type: "string", default: "2" },
  heartbeat: { type: "string", default: "30" },
  "retry-failed": { type: "boolean", default: false },
} satisfies ParseArgsOptionsConfig;

/** Parses `[INPUT [OUTPUT]]` and the options of `run.ts`. @throws CommandError when one is invalid */
export function parseRunOptions(args: string[]): RunOptions {
  const { values, positionals } = parse(args, runFlags, 2);
  const [input = join(import.meta.dirname, "prompts.jsonl"), output = toOutput(input)] = positionals;
  const name = values.name ?? basename(input, extname(input));
  if (!/^[\w.-]+$/.test(name)) {
    throw new CommandError(`The name of a batch can have letters, digits, "_", "." and "-". Set --name, got "${name}"`);
  }
  return {
    input,
    output,
    name,
    retryFailed: values["retry-failed"],
    maxCost: parseNumber("--max-cost", values["max-cost"], 0),
    maxRate: parseNumber("--max-rate", values["max-rate"], 1e-3),
    maxRetries: parseInteger("--max-retries", values["max-retries"], 0),
    retryDelaySeconds: parseInteger("--retry-delay", values["retry-delay"], 1),
    heartbeatSeconds: parseInteger("--heartbeat", values.heartbeat, 10),
    ...parseWorker(values),
  };
}

/** Parses `NAME` and the options of `worker.ts`. @throws CommandError when one is invalid */
export function parseWorkerOptions(args: string[]): WorkerOptions & { readonly name: string } {
  const { values, positionals } = parse(args, workerFlags, 1);
  const [name] = positionals;
  if (name === undefined) throw new CommandError("Which batch? Run: node worker.ts NAME");
  return { name, ...parseWorker(values) };
}

function parseWorker(values: { readonly concurrency: string; readonly timeout: string }): WorkerOptions {
  return {
    concurrency: parseInteger("--concurrency", values.concurrency, 1),
    timeoutMs: 1_000 * parseNumber("--timeout", values.timeout, 1e-3),
  };
}

function parse<const Flags extends ParseArgsOptionsConfig>(args: string[], options: Flags, maxPositionals: number) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    const extra = parsed.positionals[maxPositionals];
    if (extra !== undefined) throw new Error(`Unexpected argument "${extra}"`);
    return parsed;
  } catch (error) {
    throw new CommandError((error as Error).message, { cause: error });
  }
}

function parseInteger(flag: string, text: string, min: number): number {
  const value = parseNumber(flag, text, min);
  if (!Number.isInteger(value)) throw new CommandError(`${flag} must be an integer, got "${text}"`);
  return value;
}

function parseNumber(flag: string, text: string, min: number): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(value >= min)) throw new CommandError(`${flag} must be a number of at least ${min}, got "${text}"`);
  return value;
}

/** Turns `prompts.jsonl` into `prompts.results.jsonl`, in the working directory. */
function toOutput(input: string): string {
  return `${basename(input, extname(input))}.results.jsonl`;
}
