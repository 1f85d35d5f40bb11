import { readEnv } from "./env.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { DebugLogger } from "../options.ts";

/** Writes a line to the debug log. Never throws. */
export type Log = (level: "debug" | "warn", message: string, ...details: unknown[]) => void;

/**
 * Creates a log that writes to the caller's logger, or without one to the console if `OPENROUTER_DEBUG` is set. Returns
 * `undefined` otherwise.
 */
export function createLogger(logger: DebugLogger | undefined): Log | undefined {
  const target = logger ?? (/^(?:1|true)$/i.test(readEnv("OPENROUTER_DEBUG") ?? "") ? console : undefined);
  if (target === undefined) return undefined;
  if (typeof target.debug !== "function" || typeof target.warn !== "function") {
    throw new InvalidRequestError("debugLogger must have debug and warn methods");
  }
  return (level, message, ...details) => {
    try {
      target[level](`[openrouter] ${message}`, ...details);
    } catch {
      // An error of the logger must not fail the call.
    }
  };
}
