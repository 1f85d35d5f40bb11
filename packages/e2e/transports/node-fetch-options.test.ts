import { nodeFetch } from "@org/sdk/node.js";
import { expect, test } from "vitest";

test("nodeFetch throws an error that names an unknown option", () => {
  const options: object = { agent: {} };
  expect(() => nodeFetch(options)).toThrow('Unknown option "agent"');
});

test("nodeFetch ignores options that are undefined", () => {
  const options: object = { agent: undefined, dispatcher: undefined };
  expect(nodeFetch(options)).toBeInstanceOf(Function);
});
