import { unionKeys } from "../lib/objects.ts";
import { truncateList } from "../lib/text.ts";
import { formatShape } from "../shapes/format.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { isEventStream } from "../spec/media-types.ts";
import type { OpenAPIDocument, Response } from "../spec/openapi.ts";
import { getMainContent, isSuccess } from "../spec/operations.ts";
import { getSchemaName, resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareContent, readMediaShape } from "./compare-content.ts";
import { createAddition } from "./compare-objects.ts";
import { compareParameter, readParameterShape, type ParameterInfo } from "./compare-parameter.ts";
import type { ComparedOperation } from "./compared-operation.ts";
import { isSameComponent, type DiffContext, type SchemaPath } from "./context.ts";
import { matchSuccesses } from "./match-successes.ts";
import { readSharedUse, readUse, type ResponseUse } from "./response-use.ts";
import type { ChangeKind } from "./verdicts.ts";

/** Compares the statuses of an operation, their headers and bodies. A change that statuses share is reported once. */
export function compareResponses(context: DiffContext, before: ComparedOperation, after: ComparedOperation): Change[] {
  const found = new Map<string, { one: Change; statuses: string[] }>();
  const add = (status: string, one: Change): void => {
    const key = JSON.stringify(one);
    const statuses = [...(found.get(key)?.statuses ?? []), status];
    found.set(key, { one, statuses });
  };
  const at: SchemaPath = { name: "", direction: before.received };
  const compareTwo = (status: string, other: string): Change[] => {
    const [from, to] = [before.responses.get(status), after.responses.get(other)];
    const isSame = isSameComponent(before.operation.responses?.[status], after.operation.responses?.[other]);
    if (from === undefined || to === undefined || isSame) return [];
    const use = readUse(context.old, before, status);
    return compareResponse(context, from, to, at, { ...use, isSuccess: use.isSuccess && isSuccess(other, after) });
  };
  /** Two statuses may have different descriptions. */
  const compareStatuses = (from: string, to: string): Change[] =>
    compareTwo(from, to).filter(({ kind }) => kind !== "description");
  const pairs = matchSuccesses(before, after, (from, to) => compareStatuses(from, to).length === 0);

  for (const [status, from] of before.responses) {
    const [to, partner] = [after.responses.get(status), pairs.removed.get(status)];
    if (to === undefined) {
      const gone = isSuccess(status, before) ? "success-removed" : "error-removed";
      const moved = partner === undefined ? gone : "success-status-changed";
      add(status, createChange(moved, at, { after: partner }));
    } else {
      if (partner !== undefined) add(status, createChange("default-for-errors", at, { after: partner }));
      const changes = compareTwo(status, status);
      for (const one of changes) add(status, one);
      if (!isSuccess(status, before) && changes.length === 0) {
        for (const one of compareNames(from, to, at)) add(status, one);
      }
    }
    // Otherwise the status after the change reports what differs.
    if (partner !== undefined && pairs.added.get(partner) !== status) {
      for (const one of compareStatuses(status, partner)) add(status, one);
    }
  }
  for (const [status, to] of after.responses) {
    const partner = pairs.added.get(status);
    for (const one of partner === undefined ? [] : compareStatuses(partner, status)) add(status, one);
    if (before.responses.has(status) || (partner !== undefined && pairs.removed.get(partner) === status)) continue;
    const details = { before: partner, after: formatBody(context.new, to), description: to.description };
    const added = isSuccess(status, after) ? "success-added" : "error-added";
    add(status, createChange(partner === undefined ? added : "success-status-added", at, details));
  }
  const all = [...before.responses.keys()].filter((status) => after.responses.has(status)).length;
  return [...found.values()].map(({ one, statuses }) => {
    const where = statuses.length > 1 && statuses.length === all ? "every status" : truncateList(statuses).join(", ");
    return Object.assign({}, one, { name: `${before.name}: ${where}${one.name}` });
  });
}

/** Compares two responses under `components`, which can be those of several operations. */
export function compareSharedResponse(
  context: DiffContext,
  before: Response,
  after: Response,
  path: SchemaPath,
  name: string,
): Change[] {
  return compareResponse(context, before, after, path, readSharedUse(context.old, name));
}

function compareResponse(
  context: DiffContext,
  before: Response,
  after: Response,
  path: SchemaPath,
  use: ResponseUse,
): Change[] {
  const content = compareContent(context, before.content, after.content, path);
  const hadNoBody = Object.keys(before.content ?? {}).length === 0;
  const main = getMainContent(after.content)?.[0] ?? Object.keys(after.content ?? {})[0];
  const added = (type: string): ChangeKind => {
    if (use.isSuccess && hadNoBody && type === main) return "body-added";
    return use.isStreamedUnread && isEventStream(type) ? "event-stream-added" : "content-added";
  };
  return [
    ...compareHeaders(context, before, after, path),
    ...content.map((one) => {
      const type = one.name.slice(path.name.length + 1);
      return one.kind === "content-added" ? createChange(added(type), { ...path, name: one.name }, one) : one;
    }),
    ...(before.description === after.description ? [] : [createChange("description", path)]),
  ];
}

/** Compares the headers. Names in another case are the same header, and another key in the types. */
function compareHeaders(context: DiffContext, before: Response, after: Response, path: SchemaPath): Change[] {
  const [from, to] = [readHeaders(context.old.document, before), readHeaders(context.new.document, after)];
  return unionKeys(from.keys(), to.keys()).flatMap((name) => {
    const [old, now] = [from.get(name), to.get(name)];
    const at: SchemaPath = { ...path, name: `${path.name} header ${(old ?? now)?.key ?? name}` };
    if (now === undefined) return [createChange("field-removed", at)];
    if (old === undefined) return [createAddition(readParameterShape(now.info), at, now.isRequired)];
    const renamed = old.key === now.key ? [] : [createChange("field-renamed", at, { after: now.key })];
    const required =
      old.isRequired === now.isRequired ? [] : [createChange(now.isRequired ? "field-required" : "field-optional", at)];
    if (isSameComponent(old.given, now.given)) return renamed.concat(required);
    return renamed.concat(
      required,
      compareParameter(context, { ...old.info, required: false }, { ...now.info, required: false }, at),
    );
  });
}

interface Header {
  /** The name as it is written. */
  readonly key: string;
  readonly given: object;
  readonly info: ParameterInfo;
  readonly isRequired: boolean;
}

/** Reads the headers of a response, by their names in lower case. */
function readHeaders(document: OpenAPIDocument, response: Response): Map<string, Header> {
  return new Map(
    Object.entries(response.headers ?? {}).map(([key, given]) => {
      const info = resolveRef<ParameterInfo>(document, given);
      // openapi-typescript generates a required header for a reference.
      return [key.toLowerCase(), { key, given, info, isRequired: "$ref" in given || info.required === true }];
    }),
  );
}

/** Compares the names of the schemas of an error, which the generated table of operations contains. */
function compareNames(from: Response, to: Response, path: SchemaPath): Change[] {
  const [before, after] = [getBodyName(from), getBodyName(to)];
  return before === after ? [] : [createChange("schema-name-changed", path, { before, after })];
}

function getBodyName({ content }: Response): string {
  const schema = getMainContent(content)?.[1].schema;
  const name = typeof schema === "object" && schema.$ref !== undefined ? getSchemaName(schema.$ref) : undefined;
  return name ?? "without a name";
}

function formatBody(side: NormalizedSpec, { content = {} }: Response): string {
  const types = Object.entries(content).map(([type, media]) => formatShape(readMediaShape(side, type, media)));
  return types.length === 0 ? "no body" : [...new Set(types)].join(" or ");
}
