import type { Result } from "@org/sdk";
import type { ChatCompleteError } from "@org/sdk/models/errors";
import { HTTPClientError, OpenRouterError } from "@org/sdk/models/errors";
import { secretKey } from "@org/test-server/client/client.ts";
import { outputsWith } from "@org/test-server/client/outputs.ts";

const longestMs = 10_000;

/**
 * Waits for the end of a call, and throws if that is none of the ends that a call may have: it throws, rejects,
 * hangs, fails without a type, or shows the key.
 */
export async function checked<T>(
  call: () => Promise<Result<T, ChatCompleteError>>,
): Promise<Result<T, ChatCompleteError>> {
  const result = await inTime(call());
  if (!result.ok) checkError(result.error);
  return result;
}

/** Throws if the error is none of ours, or shows the key. */
export function checkError(error: unknown): void {
  if (!HTTPClientError.isInstance(error) && !OpenRouterError.isInstance(error)) {
    throw new Error("The error has no type", { cause: error });
  }
  const shown = outputsWith([secretKey], error);
  if (shown.length > 0) throw new Error(`The key is shown: ${shown.join(", ")}`);
}

/** Waits for the promise, though not for ever. */
export async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hanging = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing has happened for ${longestMs} ms`)), longestMs);
  });
  try {
    return await Promise.race([promise, hanging]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws if what must be so is not. */
export function must(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}
