import { nodeFetch } from "@org/sdk/node.js";
import { expect, test } from "vitest";

test("nodeFetch refuses an unknown option by name", () => {
  const options: object = { agent: {} };
  expect(() => nodeFetch(options)).toThrow('Unknown option "agent"');
});

test("nodeFetch takes undefined as absent", () => {
  const options: object = { agent: undefined, dispatcher: undefined };
  expect(nodeFetch(options)).toBeTypeOf("function");
});
