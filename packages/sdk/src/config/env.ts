/**
 * Reads an environment variable. Returns `undefined` if it is unset or empty, in runtimes without an environment
 * (browsers), and where reading it throws (Deno without `--allow-env`).
 */
export function readEnv(name: string): string | undefined {
  try {
    const scope = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return scope.process?.env?.[name]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
