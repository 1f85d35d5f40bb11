import { readEnv } from "./env.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { DebugLogger } from "../options.ts";

/** Writes a line to the debug log, with the time since the start of the call. Never throws. */
export type Log = (level: "debug" | "warn", message: string, ...details: unknown[]) => void;

/**
 * Returns a function that starts the log of a call. It writes to the caller's logger, or without one to the console if
 * `OPENROUTER_DEBUG` is set. Returns `undefined` otherwise.
 */
export function createLogger(logger: DebugLogger | undefined): (() => Log) | undefined {
  const target = logger ?? (/^(?:1|true)$/i.test(readEnv("OPENROUTER_DEBUG") ?? "") ? console : undefined);
  if (target === undefined) return undefined;
  if (typeof target.debug !== "function" || typeof target.warn !== "function") {
    throw new InvalidRequestError("debugLogger must have debug and warn methods");
  }
  return () => {
    const start = performance.now();
    return (level, message, ...details) => {
      try {
        target[level](`[openrouter] ${(performance.now() - start).toFixed()} ms: ${message}`, ...details);
      } catch {
        // An error of the logger must not fail the call.
      }
    };
  };
}

/** Logs the model and the usage of a response or a chunk, if it has them. */
export function logUsage(log: Log | undefined, value: unknown): void {
  const response = value as { readonly model?: string; readonly usage?: unknown } | undefined;
  if (response?.usage) log?.("debug", `usage of ${response.model}`, response.usage);
}
