import { InvalidRequestError } from "../errors/client-error.ts";
import { getTypeName } from "../utils/is-record.ts";

/**
 * Returns the number, or the fallback if it is `undefined`.
 *
 * @param minimum The least number allowed; without it, the number must be above 0.
 * @throws {@link InvalidRequestError} when it is not such a number.
 */
export function assertNumber(name: string, value: number | undefined, fallback: number, minimum?: number): number {
  if (value === undefined) return fallback;
  if (typeof value === "number" && value >= (minimum ?? Number.MIN_VALUE)) return value;
  const range = minimum === undefined ? "above 0 or Infinity" : `of at least ${minimum}`;
  throw new InvalidRequestError(
    `${name} must be a number ${range}, not ${typeof value === "number" ? value : getTypeName(value)}`,
  );
}
