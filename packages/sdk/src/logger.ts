import { readEnv } from "./env.ts";
import { InvalidRequestError } from "./errors/http-client-error.ts";
import type { DebugLogger } from "./options.ts";

/** Writes a debug line; a logger that throws disturbs no call. */
export type Log = (level: "debug" | "warn", message: string, ...details: unknown[]) => void;

/** The caller's logger, else the console when `OPENROUTER_DEBUG` is set, else none. */
export function logOf(logger: DebugLogger | undefined): Log | undefined {
  if (logger && !(typeof logger.debug === "function" && typeof logger.warn === "function")) {
    throw new InvalidRequestError("debugLogger must have the methods debug and warn");
  }
  const target = logger ?? (/^(?:1|true)$/i.test(readEnv("OPENROUTER_DEBUG") ?? "") ? console : undefined);
  return (
    target &&
    ((level, message, ...details) => {
      try {
        target[level](`[openrouter] ${message}`, ...details);
      } catch {
        // Whoever logs is not allowed to break what is logged.
      }
    })
  );
}
