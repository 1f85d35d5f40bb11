import { unionKeys } from "../lib/objects.ts";
import { truncateList } from "../lib/text.ts";
import { formatShape } from "../shapes/format.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter, Response } from "../spec/openapi.ts";
import { isSuccess, type OperationInfo, formatOperation } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareContent, readMediaShape } from "./compare-content.ts";
import { createAddition } from "./compare-objects.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the statuses of an operation, their headers and bodies. A change that statuses share is reported once. */
export function compareResponses(context: DiffContext, before: OperationInfo, after: OperationInfo): Change[] {
  const found = new Map<string, { one: Change; statuses: string[] }>();
  const add = (status: string, one: Change): void => {
    const key = JSON.stringify(one);
    const statuses = [...(found.get(key)?.statuses ?? []), status];
    found.set(key, { one, statuses });
  };
  const at: SchemaPath = { name: "", direction: "response" };
  for (const [status, from] of before.responses) {
    const to = after.responses.get(status);
    if (to === undefined)
      add(status, createChange(isSuccess(status, before) ? "success-removed" : "error-removed", at));
    else for (const one of compareResponse(context, from, to)) add(status, one);
  }
  for (const [status, to] of after.responses) {
    if (before.responses.has(status)) continue;
    const details = { after: formatBody(context.new, to), description: to.description };
    add(status, createChange(isSuccess(status, after) ? "success-added" : "error-added", at, details));
  }
  const all = [...before.responses.keys()].filter((status) => after.responses.has(status)).length;
  return [...found.values()].map(({ one, statuses }) => {
    const where = statuses.length > 1 && statuses.length === all ? "every status" : truncateList(statuses).join(", ");
    return Object.assign({}, one, { name: `${formatOperation(before)}: ${where}${one.name}` });
  });
}

/** Compares two responses. The names of the changes are relative to the status. */
function compareResponse(context: DiffContext, before: Response, after: Response): Change[] {
  const [from, to] = [readHeaders(context.old.document, before), readHeaders(context.new.document, after)];
  const inHeaders = unionKeys(from.keys(), to.keys()).flatMap((name) => {
    const path: SchemaPath = { name: ` header ${name}`, direction: "response" };
    const [old, now] = [from.get(name), to.get(name)];
    if (now === undefined) return [createChange("field-removed", path)];
    return old === undefined ? [createAddition(now, path, false)] : compareShapes(context, old, now, path);
  });
  const path: SchemaPath = { name: "", direction: "response" };
  return [
    ...inHeaders,
    ...compareContent(context, before.content, after.content, path),
    ...(before.description === after.description ? [] : [createChange("description", path)]),
  ];
}

/** Reads the headers of a response, by their names in lower case. */
function readHeaders(document: OpenAPIDocument, response: Response): Map<string, Shape> {
  return new Map(
    Object.entries(response.headers ?? {}).map(([name, given]) => {
      const { schema, description } = resolveRef<Parameter & { description?: string }>(document, given);
      const shape = readShape(schema);
      return [name.toLowerCase(), { ...shape, description: description ?? shape.description }];
    }),
  );
}

function formatBody(side: NormalizedSpec, { content = {} }: Response): string {
  const types = Object.entries(content).map(([type, media]) => formatShape(readMediaShape(side, type, media)));
  return types.length === 0 ? "no body" : [...new Set(types)].join(" or ");
}
