import { getErrorMessage } from "../utils/error-message.ts";

// A registered symbol is the same in every copy of this package and in every realm, unlike a class.
const brands: unique symbol = Symbol.for("openrouter.errors");

type Branded = Error & { [brands]?: readonly string[] };

/** Sets the `name` of an error class, brands its errors (as errors of its parent too), and adds `isInstance`. */
export function brand(errorClass: { readonly prototype: Branded }, name: string): void {
  const { prototype } = errorClass;
  const value = [...(prototype[brands] ?? []), name];
  // Not enumerable, and the same for all errors of the class.
  Object.defineProperties(prototype, { [brands]: { value }, name: { value: name, writable: true } });
  Object.defineProperty(errorClass, "isInstance", { value: (error: unknown) => isBranded(error, name) });
}

/** Returns the fields of an error for a structured log: all but its headers and `partial`. The cause is text. */
export function toLogFields(error: Error): Record<string, unknown> {
  const { name, message, cause, headers: _, contentType: __, partial: ___, ...fields } = error as Error & LargeFields;
  return { name, message, ...fields, cause: cause === undefined ? cause : getErrorMessage(cause, true) };
}

interface LargeFields {
  readonly headers?: unknown;
  readonly contentType?: unknown;
  readonly partial?: unknown;
}

function isBranded(value: unknown, name: string): boolean {
  try {
    const names = (value as Branded | null | undefined)?.[brands];
    return Array.isArray(names) && names.includes(name);
  } catch {
    // A proxy may throw when it is read.
    return false;
  }
}
