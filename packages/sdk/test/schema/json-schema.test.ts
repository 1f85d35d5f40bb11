import { describe, expect, test } from "vitest";
import { closeObjects, findNonJSON, inlineRoot, getObjectAcceptance } from "../../src/schema/json-schema.ts";

const args = { type: "object", properties: { a: { type: "string" } } };
const node = { type: "object", properties: { next: { $ref: "#/$defs/Node" } } };

describe("inlineRoot", () => {
  test.each<[string, object, object]>([
    ["no reference", args, args],
    ["a definition without other references", { $ref: "#/$defs/Args", $defs: { Args: args } }, args],
    [
      "a definition that refers to itself",
      { $ref: "#/$defs/Node", $defs: { Node: node } },
      { ...node, $defs: { Node: node } },
    ],
    [
      "definitions that refer to each other",
      {
        $ref: "#/$defs/A",
        $defs: { A: { type: "object", items: { $ref: "#/$defs/B" } }, B: { not: { $ref: "#/$defs/A" } } },
      },
      {
        type: "object",
        items: { $ref: "#/$defs/B" },
        $defs: { A: { type: "object", items: { $ref: "#/$defs/B" } }, B: { not: { $ref: "#/$defs/A" } } },
      },
    ],
    [
      "a chain of references",
      { $ref: "#/$defs/A", $defs: { A: { $ref: "#/$defs/B", title: "A" }, B: { ...args, title: "B" } } },
      { ...args, title: "A" },
    ],
    [
      "annotations next to the reference, which have precedence",
      {
        description: "mine",
        default: { a: "x" },
        $ref: "#/$defs/Args",
        $defs: { Args: { ...args, description: "its" } },
      },
      { ...args, description: "mine", default: { a: "x" } },
    ],
    ["definitions of older drafts", { $ref: "#/definitions/A", definitions: { A: args } }, args],
    ["escaped names", { $ref: "#/$defs/a~1b~0c", $defs: { "a/b~c": args } }, args],
    [
      "another definition that is still used",
      { $ref: "#/$defs/A", $defs: { A: { items: { $ref: "#/$defs/B" } }, B: {} } },
      { items: { $ref: "#/$defs/B" }, $defs: { B: {} } },
    ],
  ])("%s", (_, schema, expected) => {
    expect(inlineRoot(schema as never)).toEqual(expected);
  });

  test.each<[string, object]>([
    ["a cycle", { $ref: "#/$defs/A", $defs: { A: { $ref: "#/$defs/B" }, B: { $ref: "#/$defs/A" } } }],
    ["the root itself", { $ref: "#" }],
    ["a name that is missing", { $ref: "#/$defs/B", $defs: { A: args } }],
    ["a name of Object.prototype", { $ref: "#/$defs/constructor", $defs: { A: args } }],
    ["another document", { $ref: "https://example.com/a.json" }],
    ["a definition, next to keywords that narrow it", { $ref: "#/$defs/A", required: ["a"], $defs: { A: args } }],
  ])("does not change a reference to %s", (_, schema) => {
    expect(inlineRoot(schema as never)).toEqual(schema);
  });
});

describe("getObjectAcceptance", () => {
  test.each<[string, unknown]>([
    ["all", { type: "object" }],
    ["all", { type: ["object"] }],
    ["some", { type: ["object", "null"] }],
    ["none", { type: "string" }],
    ["none", { type: ["string", "array"] }],
    ["some", {}],
    ["some", true],
    ["none", false],
    ["all", { anyOf: [{ type: "object" }, { type: "object" }] }],
    ["some", { oneOf: [{ type: "object" }, { type: "string" }] }],
    ["none", { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["all", { allOf: [{ title: "a" }, { type: "object" }] }],
    ["none", { allOf: [{ type: "string" }, { type: "object" }] }],
    ["none", { type: "object", anyOf: [{ type: "string" }] }],
    ["none", { enum: ["a", null, [1]] }],
    ["all", { enum: [{ a: 1 }] }],
    ["none", { const: "a" }],
    ["all", { anyOf: [{ $ref: "#/$defs/A" }, { type: "object" }], $defs: { A: { type: "object" } } }],
    ["some", { $ref: "#/$defs/A", $defs: { A: { anyOf: [{ $ref: "#/$defs/A" }] } } }],
    ["some", { $ref: "elsewhere.json" }],
  ])("%s: %j", (acceptance, schema) => {
    expect(getObjectAcceptance(schema, schema as never)).toBe(acceptance);
  });
});

describe("findNonJSON", () => {
  class Schema {
    type = "object";
  }
  const cycle: Record<string, unknown> = {};
  cycle["properties"] = { self: cycle };

  test.each<[string, unknown, string | undefined]>([
    ["JSON", { a: [1, null, "x", { b: true }], c: undefined }, undefined],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), undefined],
    ["the same object twice", { a: args, b: args }, undefined],
    ["a function", () => {}, ""],
    ["an instance of a class", new Schema(), ""],
    ["a method", { type: "object", validate() {} }, "validate"],
    ["an instance further down", { properties: { a: [new Schema()] } }, "properties.a.0"],
    ["a cycle", cycle, "properties.self"],
    ["a bigint", { minimum: 1n }, "minimum"],
  ])("%s", (_, value, path) => {
    expect(findNonJSON(value)).toBe(path);
  });
});

test("closeObjects keeps an intersection open, since closed parts would exclude each other", () => {
  expect(closeObjects({ allOf: [args, args] })).toEqual({ allOf: [args, args] });
  expect(closeObjects({ $defs: { A: args } })).toEqual({ $defs: { A: { ...args, additionalProperties: false } } });
});
