import * as fc from "fast-check";

/*
 * Values that throw or mislead when they are used. Properties receive their names and create them while they run, so
 * that a counterexample can be printed.
 */
const factories: Record<string, () => unknown> = {
  "a proxy whose traps throw": () => new Proxy({}, createThrowingHandler()),
  "a function proxy whose traps throw": () => new Proxy(() => {}, createThrowingHandler()),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "a getter that throws": () => ({
    get value() {
      throw new Error("No");
    },
  }),
  "a getter that throws a value that cannot be printed": () => ({
    get value() {
      throw Object.create(null);
    },
  }),
  "a toJSON that throws": () => ({ toJSON: () => throwError(new Error("No")) }),
  "a toJSON that returns undefined": () => ({ toJSON: () => undefined }),
  "a toJSON that returns its object": () => {
    const value = { toJSON: (): unknown => ({ value }) };
    return value;
  },
  "an object without a string form": () => ({ toString: () => ({}), valueOf: () => ({}) }),
  "a toString that throws a symbol": () => ({ toString: () => throwError(Symbol("no")) }),
  "an object without a prototype": () => Object.create(null),
  "a cycle": () => {
    const value: unknown[] = [];
    value.push({ value });
    return value;
  },
  "a deeply nested array": () => Array.from({ length: 20_000 }).reduce((inner) => [inner], []),
  "a symbol": () => Symbol("value"),
  "a bigint": () => 10n,
  NaN: () => Number.NaN,
  "minus infinity": () => -Infinity,
  "a function": () => () => throwError(new Error("No")),
  "an async function": () => () => Promise.reject(new Error("No")),
  "a class": () => Map,
  "a promise": () => Promise.resolve(1),
  "a then that throws": () =>
    new Proxy({}, { get: (_, name) => (name === "then" ? () => throwError(new Error("No")) : undefined) }),
  "an infinite length": () => ({ length: Infinity, map: () => throwError(new Error("No")) }),
  "an iterator that throws": () => ({ [Symbol.iterator]: () => throwError(new Error("No")) }),
  "an array whose items throw": () => Object.defineProperty([1], 0, { get: () => throwError(new Error("No")) }),
  "an array with a hole": () => Array.from<unknown>({ length: 3 }).fill(1, 1),
  "a lone surrogate": () => "\ud800",
  "an object similar to a signal": () => ({ aborted: false, addEventListener: () => throwError(new Error("No")) }),
  "an aborted signal": () => AbortSignal.abort(Object.create(null)),
};

/** A placeholder for one of the values above. */
class HostileValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Generates any value, with placeholders for hostile values at any depth. */
export function anyValue(): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withNullPrototype: true,
        withSparseArray: true,
        withBoxedValues: true,
      }),
      fc.constantFrom(...Object.keys(factories)).map((name) => new HostileValue(name)),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 8 }), tie("value"), { maxKeys: 3 }),
    ),
  }));
  return value;
}

/** Replaces the placeholders in a generated value with hostile values. */
export function createValue(recipe: unknown): unknown {
  if (recipe instanceof HostileValue) return factories[recipe.name]?.();
  if (Array.isArray(recipe)) return Object.keys(recipe).length < recipe.length ? recipe : recipe.map(createValue);
  if (typeof recipe !== "object" || recipe === null || Object.getPrototypeOf(recipe) !== Object.prototype)
    return recipe;
  return Object.fromEntries(Object.entries(recipe).map(([key, value]) => [key, createValue(value)]));
}

function createThrowingHandler(): ProxyHandler<object> {
  return new Proxy({}, { get: () => () => throwError(new Error("Don't touch")) });
}

function throwError(error: unknown): never {
  throw error;
}
