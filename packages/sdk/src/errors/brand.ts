// A registered symbol is the same in every copy of this package and in every realm, unlike a class.
const brands: unique symbol = Symbol.for("openrouter.errors");

type Branded = Error & { [brands]?: string[] };

/** Names the error, and marks it so that {@link isBranded} knows it across copies and realms. */
export function brand(error: Branded, name: string): void {
  const value = [...(error[brands] ?? []), name];
  Object.defineProperty(error, brands, { value, configurable: true });
  Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
}

/** Whether the value was marked with this name, by this copy of the package or another. */
export function isBranded(value: unknown, name: string): boolean {
  try {
    const marks = (value as Branded | null | undefined)?.[brands];
    return Array.isArray(marks) && marks.includes(name);
  } catch {
    // A proxy that refuses to be read is not one of ours.
    return false;
  }
}
