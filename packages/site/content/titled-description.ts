import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { getRefName } from "./description.ts";
import { read, root } from "./repository.ts";

/**
 * Writes a copy of the API description in which each member of a union has its name as title. The viewer labels the
 * alternatives with their titles, and would otherwise show a row of tabs that all say "object". `items: true` becomes
 * `items: {}`, which means the same, because the viewer fails on a schema that is not an object.
 *
 * @returns the path of the file
 */
export function writeTitledDescription(): string {
  const document = parse(read("spec/openapi.yaml")) as Document;
  const { schemas } = document.components;
  for (const name of findAlternatives(document)) {
    const schema = schemas[name];
    if (schema) schemas[name] = { title: name, ...schema };
  }
  const folder = join(root, "packages/site/node_modules/.description");
  const file = join(folder, "openapi.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    JSON.stringify(document, (key, value: unknown) => (key === "items" && value === true ? {} : value)),
  );
  return file;
}

interface Document {
  readonly components: { readonly schemas: Record<string, object> };
}

/** Returns the names of the schemas that unions refer to, at any depth. */
function findAlternatives(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const { anyOf, oneOf } = value as { anyOf?: unknown; oneOf?: unknown };
  const members = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? (list as { $ref?: unknown }[]) : []));
  const own = members.flatMap(({ $ref }) => (typeof $ref === "string" ? [getRefName($ref)] : []));
  const inner = Object.values(value).map(findAlternatives);
  return inner.reduce((all, names) => all.union(names), new Set(own));
}
