import { InvalidRequestError } from "../errors/client-error.ts";
import { isRecord } from "../utils/is-record.ts";

/** @throws {@link InvalidRequestError} when the value is neither an object nor an array. */
export function assertObject(name: string, value: unknown): void {
  if (!isRecord(value)) throw new InvalidRequestError(`${name} must be an object`);
}

/**
 * Returns the array, or an empty one if it is `undefined`.
 *
 * @throws {@link InvalidRequestError} when it is not an array.
 */
export function assertArray<T>(name: string, value: readonly T[] | undefined): readonly T[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  throw new InvalidRequestError(`${name} must be an array`);
}
