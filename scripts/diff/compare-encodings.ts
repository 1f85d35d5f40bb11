import { unionKeys } from "../lib/objects.ts";
import { readFormFormat } from "../spec/form-format.ts";
import { collectProperties } from "../spec/inherited-properties.ts";
import type { MediaType, OpenAPIDocument } from "../spec/openapi.ts";
import { createResolver, getValueKinds } from "../spec/value-kinds.ts";
import { createChange, type Change } from "./change.ts";
import { describeFormat } from "./compare-parameter.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares how the fields of a form are serialized; a field that only one of them has is another change. */
export function compareEncodings(context: DiffContext, from: MediaType, to: MediaType, path: SchemaPath): Change[] {
  return unionKeys(Object.keys(from.encoding ?? {}), Object.keys(to.encoding ?? {})).flatMap((name) => {
    const [before, after] = [
      describeEncoding(context.old.document, from, name),
      describeEncoding(context.new.document, to, name),
    ];
    if (before === undefined || after === undefined || before === after) return [];
    return [createChange("format-changed", { ...path, name: `${path.name} ${name}` }, { before, after })];
  });
}

function describeEncoding(
  document: OpenAPIDocument,
  { schema = true, encoding = {} }: MediaType,
  name: string,
): string | undefined {
  const field = new Map(Object.entries(collectProperties(document, schema))).get(name);
  if (field === undefined) return undefined;
  const resolver = createResolver(document);
  const given = new Map(Object.entries(encoding)).get(name) ?? {};
  const format = readFormFormat(name, given, field, resolver);
  if (format !== undefined) return describeFormat(format, { in: "form" });
  const kinds = getValueKinds(field, resolver);
  if (kinds.has("array")) return "form, exploded";
  return kinds.has("object") ? "JSON" : "text";
}
