import { isObject } from "../lib/objects.ts";

/** Keywords whose value is a map: its keys are names, not keywords. */
const maps = new Set(
  (
    "$defs callbacks content definitions dependentSchemas encoding examples headers links mapping parameters pathItems " +
    "paths patternProperties properties requestBodies responses schemas scopes securitySchemes variables webhooks"
  ).split(" "),
);

/** Keywords whose value is data, in which `$ref` is only text. */
const data = new Set(["const", "default", "enum", "example", "value"]);

export type Node = Record<string, unknown>;

/** Where a node is; valid during its visit. */
export interface Visit {
  /** The JSON pointer of the node: `#/components/schemas/Pet`. */
  readonly pointer: string;
  /** The nodes around it, outermost first. */
  readonly ancestors: readonly Node[];
}

/**
 * Visits every object of a document or of a file that it refers to, outermost first. Maps and lists are not visited,
 * only the objects in them. Examples, defaults, constants and extensions (`x-…`) are data and are left out.
 */
export function walkNodes(root: unknown, visitor: (node: Node, visit: Visit) => void): void {
  const ancestors: Node[] = [];
  const keys: string[] = [];
  const current: Visit = {
    get pointer() {
      return ["#", ...keys.map(escapeSegment)].join("/");
    },
    ancestors,
  };
  const visitAll = (values: object): void => {
    for (const [key, value] of Object.entries(values)) {
      keys.push(key);
      visit(value);
      keys.pop();
    }
  };
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    if (Array.isArray(node)) {
      visitAll(node);
      return;
    }
    visitor(node, current);
    ancestors.push(node);
    for (const [key, value] of Object.entries(node)) {
      if (!isObject(value) || data.has(key) || key.startsWith("x-")) continue;
      keys.push(key);
      if (!maps.has(key)) visit(value);
      // The `examples` of a schema are a list of data.
      else if (key !== "examples" || !Array.isArray(value)) visitAll(value);
      keys.pop();
    }
    ancestors.pop();
  };
  visit(root);
}

/** Escapes a key for the JSON pointer of a `$ref`. */
export function escapeSegment(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}
