import { readEnv } from "./env.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { DebugLogger } from "../options.ts";

/** Writes a line to the debug log. Never throws. */
export type Log = (level: "debug" | "warn", message: string, ...details: unknown[]) => void;

/** Returns the log of the caller's logger, else of the console if `OPENROUTER_DEBUG` is set, else `undefined`. */
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
      // A logger that throws does not fail the call.
    }
  };
}
