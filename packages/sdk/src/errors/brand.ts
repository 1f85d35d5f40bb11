// A registered symbol is the same in every copy of this package and in every realm, unlike a class.
const brands: unique symbol = Symbol.for("openrouter.errors");

type Branded = Error & { [brands]?: readonly string[] };

/** Names the errors of a class, marks them, also as errors of its parent, and gives it `isInstance`, which knows them. */
export function brand(errors: { readonly prototype: Branded }, name: string): void {
  const { prototype } = errors;
  const value = [...(prototype[brands] ?? []), name];
  // Not enumerable, and the same for all errors of the class.
  Object.defineProperties(prototype, { [brands]: { value }, name: { value: name, writable: true } });
  Object.defineProperty(errors, "isInstance", { value: (error: unknown) => isBranded(error, name) });
}

function isBranded(value: unknown, name: string): boolean {
  try {
    const marks = (value as Branded | null | undefined)?.[brands];
    return Array.isArray(marks) && marks.includes(name);
  } catch {
    // A proxy that refuses to be read is not one of ours.
    return false;
  }
}
