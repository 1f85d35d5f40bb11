import type { Result } from "@org/sdk";
import type { ChatCompleteError } from "@org/sdk/models/errors";
import { HTTPClientError, OpenRouterError } from "@org/sdk/models/errors";
import { secretKey } from "@org/test-server/client/client.ts";
import { findSecretLeaks } from "@org/test-server/client/secret-leaks.ts";

const timeoutMs = 10_000;

/**
 * Makes a call that must settle with a typed result.
 *
 * @throws {Error} when the call throws, rejects, hangs, fails with an unknown error, or reveals the key
 */
export async function checkCall<T>(
  call: () => Promise<Result<T, ChatCompleteError>>,
): Promise<Result<T, ChatCompleteError>> {
  const result = await withTimeout(call());
  if (!result.ok) checkError(result.error);
  return result;
}

/** Throws if an error does not belong to the SDK, or reveals the key. */
export function checkError(error: unknown): void {
  if (!HTTPClientError.isInstance(error) && !OpenRouterError.isInstance(error)) {
    throw new Error("Expected an error class of the SDK", { cause: error });
  }
  const outputs = findSecretLeaks([secretKey], error);
  if (outputs.length > 0) throw new Error(`The error reveals the key: ${outputs.join(", ")}`);
}

/** Waits for a promise, for at most 10 seconds. */
export async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not settled after ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

export function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}
