import type { OpenAPIDocument } from "../../spec/openapi.ts";

/** A pseudorandom generator: the same seed gives the same numbers between 0 and 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One place of a document, and what can be done there. */
export interface Mutation {
  /** `/components/schemas/Pet/required/0: remove`. */
  readonly name: string;
  /** Returns a changed copy. */
  readonly apply: (document: OpenAPIDocument) => OpenAPIDocument;
}

type Node = Record<string, unknown>;
type Edit = (parent: Node, key: string) => void;

/** Parts that no declaration depends on, or whose change makes another document of it. */
const skipped =
  /^\/(openapi|tags|info\/(?!title)|components\/(examples|securitySchemes\/[^/]+\/flows))|\/(examples?|x-[\w-]+|externalDocs|tags)(\/|$)/;

/** Lists every single mutation of a document. */
export function listMutations(document: OpenAPIDocument): Mutation[] {
  const refs = new Set<string>();
  const all: Mutation[] = [];
  const visit = (node: unknown, path: readonly string[]): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const inner = [...path, key];
      const pointer = `/${inner.join("/")}`;
      if (skipped.test(pointer)) continue;
      if (key === "$ref") refs.add(String(value));
      for (const [name, edit] of listEdits(value, inner, refs)) {
        all.push({ name: `${pointer}: ${name}`, apply: (given) => applyEdit(given, inner, edit) });
      }
      visit(value, inner);
    }
  };
  visit(document, []);
  return all;
}

function applyEdit(document: OpenAPIDocument, path: readonly string[], edit: Edit): OpenAPIDocument {
  const copy = structuredClone(document);
  let node = copy as unknown as Node;
  for (const segment of path.slice(0, -1)) node = node[segment] as Node;
  edit(node, path.at(-1) ?? "");
  return copy;
}

const remove: Edit = (parent, key) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
};

function set(next: unknown): Edit {
  return (parent, key) => void (parent[key] = next);
}

function listEdits(value: unknown, path: readonly string[], refs: ReadonlySet<string>): [name: string, edit: Edit][] {
  const edits: [string, Edit][] = [["remove", remove]];
  if (typeof value === "boolean") edits.push(["toggle", set(!value)]);
  if (typeof value === "number") edits.push(["increment", set(value + 1)]);
  if (typeof value === "string")
    edits.push(
      ...listTextEdits(value, path.at(-1) ?? "", refs).map(([name, next]): [string, Edit] => [name, set(next)]),
    );
  if (Array.isArray(value)) edits.push(["reverse", set(value.toReversed())]);
  if (isSchema(value, path)) edits.push(...schemaEdits);
  if (isObjectSchema(value)) edits.push(...objectEdits);
  return edits;
}

function listTextEdits(value: string, key: string, refs: ReadonlySet<string>): [name: string, next: string][] {
  if (key === "type") return value === "boolean" ? [["to string", "string"]] : [["to boolean", "boolean"]];
  if (key === "in") return [["to query", "query"]];
  if (key !== "$ref") return [["edit", `${value}2`]];
  const section = value.split("/").slice(0, 3).join("/");
  const other = [...refs].find((ref) => ref !== value && ref.startsWith(section));
  return other === undefined ? [] : [["to another component", other]];
}

/** Returns whether a value is a schema that is not a member of a union or an intersection. */
function isSchema(value: unknown, path: readonly string[]): boolean {
  const [parent, key] = path.slice(-2);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return parent === "properties" || parent === "schemas" || key === "schema" || key === "items";
}

function isObjectSchema(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "type" in value && value.type === "object" && "properties" in value
  );
}

const edit =
  (change: (schema: Node) => void): Edit =>
  (parent, key) =>
    change(parent[key] as Node);

const schemaEdits: [string, Edit][] = [
  ["deprecate", edit((schema) => (schema["deprecated"] = schema["deprecated"] !== true))],
  ["make readonly", edit((schema) => (schema["readOnly"] = schema["readOnly"] !== true))],
  ["set a default", edit((schema) => (schema["default"] = "other"))],
  ["set a pattern", edit((schema) => (schema["pattern"] = "^other$"))],
  ["set a title", edit((schema) => (schema["title"] = "Another title"))],
  ["nullable", (parent, key) => void (parent[key] = { anyOf: [parent[key], { type: "null" }] })],
  ["in a list", (parent, key) => void (parent[key] = { type: "array", items: parent[key] })],
  ["next to a string", (parent, key) => void (parent[key] = { oneOf: [parent[key], { type: "string" }] })],
  [
    "in an intersection",
    (parent, key) =>
      void (parent[key] = { allOf: [parent[key], { type: "object", properties: { another: { type: "string" } } }] }),
  ],
  ["bytes", (parent, key) => void (parent[key] = { type: "string", format: "binary" })],
];

const objectEdits: [string, Edit][] = [
  [
    "add a field",
    edit((schema) => (schema["properties"] = { ...(schema["properties"] as Node), another: { type: "string" } })),
  ],
  ["admit other fields", edit((schema) => (schema["additionalProperties"] = true))],
  ["refuse other fields", edit((schema) => (schema["additionalProperties"] = false))],
];
