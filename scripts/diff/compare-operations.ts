import { listOperations, type OperationInfo, formatOperation } from "../spec/operations.ts";
import { createChange, type Change } from "./change.ts";
import { compareRequests } from "./compare-requests.ts";
import { compareResponses } from "./compare-responses.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the operations, apart from their components. A moved operation is recognized by its id. */
export function compareOperations(context: DiffContext): Change[] {
  const [old, now] = [context.old, context.new].map(({ document }) => {
    return new Map(listOperations(document).map((info) => [formatOperation(info), info]));
  }) as [Map<string, OperationInfo>, Map<string, OperationInfo>];
  const removed = [...old.values()].filter((info) => !now.has(formatOperation(info)));
  const added = [...now.values()].filter((info) => !old.has(formatOperation(info)));
  const movedTo = ({ operation }: OperationInfo): OperationInfo | undefined =>
    added.find((info) => operation.operationId !== undefined && info.id === operation.operationId);
  const moved = new Set(removed.flatMap((info) => movedTo(info) ?? []));

  return [
    ...added
      .filter((info) => !moved.has(info))
      .map((info) => createChange("operation-added", toPath(info), getDescription(info))),
    ...[...old.values()].flatMap((before) => {
      const after = now.get(formatOperation(before)) ?? movedTo(before);
      return after === undefined
        ? [createChange("operation-removed", toPath(before))]
        : compareOperation(context, before, after);
    }),
  ];
}

function compareOperation(context: DiffContext, before: OperationInfo, after: OperationInfo): Change[] {
  const at = toPath(before);
  const [from, to] = [before.operation, after.operation];
  return [
    ...(formatOperation(before) === formatOperation(after)
      ? []
      : [createChange("operation-moved", at, { after: formatOperation(after) })]),
    ...(before.id === after.id ? [] : [createChange("operation-renamed", at, { before: before.id, after: after.id })]),
    ...compareRequests(context, before, after),
    ...compareResponses(context, before, after),
    ...(from.deprecated === to.deprecated
      ? []
      : [createChange(to.deprecated === true ? "deprecated" : "undeprecated", at)]),
    ...(getDescription(before).description === getDescription(after).description
      ? []
      : [createChange("description", at)]),
  ];
}

function toPath(info: OperationInfo): SchemaPath {
  return { name: formatOperation(info), direction: "both" };
}

function getDescription({ operation: { summary, description } }: OperationInfo): { description: string } {
  return { description: [summary, description].filter(Boolean).join(". ").trim() };
}
