import { toText } from "../utils/is-record.ts";

/** The error that reading an environment variable threw (Deno without `--allow-env`). */
export interface EnvFailure {
  readonly cause: unknown;
}

/**
 * Reads an environment variable. Returns `undefined` if it is unset or empty, and in runtimes without an environment
 * (browsers).
 *
 * @param onError Returns the result where reading throws; `undefined` by default.
 */
export function readEnv<T = undefined>(name: string, onError?: (cause: unknown) => T): string | T | undefined {
  try {
    const scope = globalThis as { process?: { env?: Record<string, unknown> } };
    return toText(scope.process?.env?.[name])?.trim() || undefined;
  } catch (cause) {
    return onError?.(cause);
  }
}
