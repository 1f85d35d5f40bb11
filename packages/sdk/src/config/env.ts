/**
 * An environment variable, or `undefined` where there is none: unset, empty, a runtime without an
 * environment (browsers), or one that refuses to show it (Deno without `--allow-env` throws).
 */
export function readEnv(name: string): string | undefined {
  try {
    const scope = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return scope.process?.env?.[name]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
