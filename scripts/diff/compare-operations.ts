import { listOperations, type OperationInfo, formatOperation } from "../spec/operations.ts";
import { change, type Change } from "./change.ts";
import { compareRequests } from "./compare-requests.ts";
import { compareResponses } from "./compare-responses.ts";
import type { Comparison, Place } from "./context.ts";

/** What changed in the operations, apart from their components. One that only moved is found by its id. */
export function compareOperations(sides: Comparison): Change[] {
  const [old, now] = [sides.old, sides.new].map(({ document }) => {
    return new Map(listOperations(document).map((info) => [formatOperation(info), info]));
  }) as [Map<string, OperationInfo>, Map<string, OperationInfo>];
  const removed = [...old.values()].filter((info) => !now.has(formatOperation(info)));
  const added = [...now.values()].filter((info) => !old.has(formatOperation(info)));
  const movedTo = ({ operation }: OperationInfo): OperationInfo | undefined =>
    added.find((info) => operation.operationId !== undefined && info.id === operation.operationId);
  const moved = new Set(removed.flatMap((info) => movedTo(info) ?? []));

  return [
    ...added.filter((info) => !moved.has(info)).map((info) => change("operation-added", place(info), about(info))),
    ...[...old.values()].flatMap((before) => {
      const after = now.get(formatOperation(before)) ?? movedTo(before);
      return after === undefined
        ? [change("operation-removed", place(before))]
        : compareOperation(sides, before, after);
    }),
  ];
}

function compareOperation(sides: Comparison, before: OperationInfo, after: OperationInfo): Change[] {
  const at = place(before);
  const [from, to] = [before.operation, after.operation];
  return [
    ...(formatOperation(before) === formatOperation(after)
      ? []
      : [change("operation-moved", at, { after: formatOperation(after) })]),
    ...(before.id === after.id ? [] : [change("operation-renamed", at, { before: before.id, after: after.id })]),
    ...compareRequests(sides, before, after),
    ...compareResponses(sides, before, after),
    ...(from.deprecated === to.deprecated ? [] : [change(to.deprecated === true ? "deprecated" : "undeprecated", at)]),
    ...(about(before).description === about(after).description ? [] : [change("description", at)]),
  ];
}

function place(info: OperationInfo): Place {
  return { name: formatOperation(info), direction: "both" };
}

function about({ operation: { summary, description } }: OperationInfo): { description: string } {
  return { description: [summary, description].filter(Boolean).join(". ").trim() };
}
