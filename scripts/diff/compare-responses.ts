import { unionKeys } from "../lib/objects.ts";
import { truncateList } from "../lib/text.ts";
import { describe } from "../shapes/format.ts";
import type { Side } from "../shapes/normalized-spec.ts";
import { shapeOf } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter, Response } from "../spec/openapi.ts";
import { isSuccess, type OperationInfo, formatOperation } from "../spec/operations.ts";
import { resolve } from "../spec/refs.ts";
import { change, type Change } from "./change.ts";
import { compareContent, mediaShape } from "./compare-content.ts";
import { added } from "./compare-objects.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { Comparison, Place } from "./context.ts";

/** What changed in the statuses of an operation, their headers and bodies; what several share is told once. */
export function compareResponses(sides: Comparison, before: OperationInfo, after: OperationInfo): Change[] {
  const found = new Map<string, { one: Change; statuses: string[] }>();
  const add = (status: string, one: Change): void => {
    const key = JSON.stringify(one);
    const statuses = [...(found.get(key)?.statuses ?? []), status];
    found.set(key, { one, statuses });
  };
  const at: Place = { name: "", direction: "answer" };
  for (const [status, from] of before.responses) {
    const to = after.responses.get(status);
    if (to === undefined) add(status, change(isSuccess(status, before) ? "success-removed" : "error-removed", at));
    else for (const one of compareResponse(sides, from, to)) add(status, one);
  }
  for (const [status, to] of after.responses) {
    if (before.responses.has(status)) continue;
    const details = { after: describeBody(sides.new, to), description: to.description };
    add(status, change(isSuccess(status, after) ? "success-added" : "error-added", at, details));
  }
  const all = [...before.responses.keys()].filter((status) => after.responses.has(status)).length;
  return [...found.values()].map(({ one, statuses }) => {
    const where = statuses.length > 1 && statuses.length === all ? "every status" : truncateList(statuses).join(", ");
    return Object.assign({}, one, { name: `${formatOperation(before)}: ${where}${one.name}` });
  });
}

/** Their names are what follows the status. */
function compareResponse(sides: Comparison, before: Response, after: Response): Change[] {
  const [from, to] = [headers(sides.old.document, before), headers(sides.new.document, after)];
  const inHeaders = unionKeys(from.keys(), to.keys()).flatMap((name) => {
    const place: Place = { name: ` header ${name}`, direction: "answer" };
    const [old, now] = [from.get(name), to.get(name)];
    if (now === undefined) return [change("field-removed", place)];
    return old === undefined ? [added(now, place, false)] : compareShapes(sides, old, now, place);
  });
  const place: Place = { name: "", direction: "answer" };
  return [
    ...inHeaders,
    ...compareContent(sides, before.content, after.content, place),
    ...(before.description === after.description ? [] : [change("description", place)]),
  ];
}

/** Names of headers are the same in any case. */
function headers(document: OpenAPIDocument, response: Response): Map<string, Shape> {
  return new Map(
    Object.entries(response.headers ?? {}).map(([name, given]) => {
      const { schema, description } = resolve<Parameter & { description?: string }>(document, given);
      const shape = shapeOf(schema);
      return [name.toLowerCase(), { ...shape, description: description ?? shape.description }];
    }),
  );
}

function describeBody(side: Side, { content = {} }: Response): string {
  const types = Object.entries(content).map(([type, media]) => describe(mediaShape(side, type, media)));
  return types.length === 0 ? "no body" : [...new Set(types)].join(" or ");
}
