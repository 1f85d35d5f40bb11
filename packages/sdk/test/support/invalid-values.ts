/** A value that cannot be read or printed. */
const unreadable = new Proxy(
  () => {},
  Object.fromEntries(
    ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"].map((trap) => [
      trap,
      () => {
        throw Object.create(null);
      },
    ]),
  ),
) as unknown;
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

/** Values that a caller in JavaScript can pass in place of any argument. */
export const invalidValues: [string, unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 42],
  ["NaN", Number.NaN],
  ["a BigInt", 1n],
  ["a string", "text"],
  ["a symbol", Symbol("s")],
  ["a function", () => {}],
  ["an array", []],
  ["an empty object", {}],
  ["an object without prototype", Object.create(null)],
  ["a Date", new Date()],
  ["a Map", new Map([["messages", []]])],
  ["a promise", Promise.resolve({})],
  ["a revoked proxy", revoked],
  ["a proxy that throws a value that cannot be printed", unreadable],
];
