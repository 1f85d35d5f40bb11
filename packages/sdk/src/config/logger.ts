import { readEnv } from "./env.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { DebugLogger } from "../options.ts";

/** Writes a debug line; a logger that throws disturbs no call. */
export type Log = (level: "debug" | "warn", message: string, ...details: unknown[]) => void;

/** The caller's logger, else the console when `OPENROUTER_DEBUG` is set, else none. */
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
      // Whoever logs is not allowed to break what is logged.
    }
  };
}
