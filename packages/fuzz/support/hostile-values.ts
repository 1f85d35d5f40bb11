import * as fc from "fast-check";

/*
 * Values that bite when they are touched. Properties are given their names, and make them only when they run, so that
 * a counterexample can be printed.
 */
const makers: Record<string, () => unknown> = {
  "a proxy that throws at everything": () => new Proxy({}, throwing()),
  "a function's proxy that throws at everything": () => new Proxy(() => {}, throwing()),
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
  "a getter that throws what can't be printed": () => ({
    get value() {
      throw Object.create(null);
    },
  }),
  "a toJSON that throws": () => ({ toJSON: () => raise(new Error("No")) }),
  "a toJSON that gives nothing": () => ({ toJSON: () => undefined }),
  "a toJSON that gives itself": () => {
    const value = { toJSON: (): unknown => ({ value }) };
    return value;
  },
  "a value that is no string": () => ({ toString: () => ({}), valueOf: () => ({}) }),
  "a toString that throws a symbol": () => ({ toString: () => raise(Symbol("no")) }),
  "an object without a prototype": () => Object.create(null),
  "a cycle": () => {
    const value: unknown[] = [];
    value.push({ value });
    return value;
  },
  "a deep nest": () => Array.from({ length: 20_000 }).reduce((inner) => [inner], []),
  "a symbol": () => Symbol("value"),
  "a bigint": () => 10n,
  NaN: () => Number.NaN,
  "minus infinity": () => -Infinity,
  "a function": () => () => raise(new Error("No")),
  "an async function": () => () => Promise.reject(new Error("No")),
  "a class": () => Map,
  "a promise": () => Promise.resolve(1),
  "a then that throws": () =>
    new Proxy({}, { get: (_, name) => (name === "then" ? () => raise(new Error("No")) : undefined) }),
  "a length without end": () => ({ length: Infinity, map: () => raise(new Error("No")) }),
  "an iterator that throws": () => ({ [Symbol.iterator]: () => raise(new Error("No")) }),
  "an array whose items throw": () => Object.defineProperty([1], 0, { get: () => raise(new Error("No")) }),
  "a hole": () => Array.from<unknown>({ length: 3 }).fill(1, 1),
  "half a character": () => "\ud800",
  "a signal of a kind": () => ({ aborted: false, addEventListener: () => raise(new Error("No")) }),
  "a signal that is aborted": () => AbortSignal.abort(Object.create(null)),
};

/** Stands for one of the values above. */
class Hostile {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Any value, or the name of one that bites, at any depth. */
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
      fc.constantFrom(...Object.keys(makers)).map((name) => new Hostile(name)),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 8 }), tie("value"), { maxKeys: 3 }),
    ),
  }));
  return value;
}

/** The value itself: what bites is made from its name, however deep that stands. */
export function made(recipe: unknown): unknown {
  if (recipe instanceof Hostile) return makers[recipe.name]?.();
  if (Array.isArray(recipe)) return Object.keys(recipe).length < recipe.length ? recipe : recipe.map(made);
  if (typeof recipe !== "object" || recipe === null || Object.getPrototypeOf(recipe) !== Object.prototype)
    return recipe;
  return Object.fromEntries(Object.entries(recipe).map(([key, value]) => [key, made(value)]));
}

function throwing(): ProxyHandler<object> {
  return new Proxy({}, { get: () => () => raise(new Error("Don't touch")) });
}

function raise(error: unknown): never {
  throw error;
}
