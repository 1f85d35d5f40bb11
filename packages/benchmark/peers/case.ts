import type { Client, Output } from "./client.ts";

/** `n.a.` means that the case does not apply to the client. */
export type Verdict = "pass" | "n.a." | { readonly failure: string };

/** A fault, and the check that a client handles it correctly. */
export interface Case {
  /** What a client that fails the case does. */
  readonly title: string;
  run(client: Client): Promise<Verdict>;
}

/** How a call, or reading a stream, ended. */
export type Outcome<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "timeout"; readonly timeoutMs: number };

/** Thirty times the timeout that the cases set. A call that has not settled by then hangs. */
const defaultTimeoutMs = 3_000;

/** Makes a call, and waits for its outcome for a limited time. */
export async function settle<T>(call: () => Promise<T>, timeoutMs = defaultTimeoutMs): Promise<Outcome<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "timeout", timeoutMs }), timeoutMs);
  });
  const settled = (async (): Promise<Outcome<T>> => {
    try {
      return { kind: "value", value: await call() };
    } catch (error) {
      return { kind: "error", error };
    }
  })();
  try {
    return await Promise.race([settled, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a stream. `outputs` includes what was read before an error or a timeout. */
export async function readStream(
  open: () => Promise<AsyncIterable<Output>>,
  onOutput: (output: Output) => void = () => {},
): Promise<{ outcome: Outcome<void>; outputs: readonly Output[]; text: string }> {
  const outputs: Output[] = [];
  const outcome = await settle(async () => {
    for await (const output of await open()) {
      outputs.push(output);
      onOutput(output);
    }
  });
  return { outcome, outputs, text: outputs.map(({ text }) => text).join("") };
}

export function fail(failure: string): Verdict {
  return { failure };
}

/** Formats an outcome for a verdict. */
export function format(outcome: Outcome<unknown>): string {
  if (outcome.kind === "timeout") return `not settled after ${outcome.timeoutMs / 1_000} s`;
  if (outcome.kind === "value") return "no error";
  const line = String(outcome.error).replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
