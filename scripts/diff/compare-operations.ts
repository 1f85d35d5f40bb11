import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { createChange, type Change } from "./change.ts";
import { compareRequests } from "./compare-requests.ts";
import { compareResponses } from "./compare-responses.ts";
import { listComparedOperations, type ComparedOperation } from "./compared-operation.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the operations and webhooks, apart from their components. A moved one is recognized by its id. */
export function compareOperations(context: DiffContext): Change[] {
  const [old, now] = [context.old, context.new].map(({ document }) => {
    return new Map(listComparedOperations(document).map((info) => [info.name, info]));
  }) as [Map<string, ComparedOperation>, Map<string, ComparedOperation>];
  const removed = [...old.values()].filter(({ name }) => !now.has(name));
  const added = [...now.values()].filter(({ name }) => !old.has(name));
  const movedTo = ({ operation, kind }: ComparedOperation): ComparedOperation | undefined =>
    added.find(
      (info) => operation.operationId !== undefined && info.id === operation.operationId && info.kind === kind,
    );
  const moved = new Set(removed.flatMap((info) => movedTo(info) ?? []));

  return [
    ...added
      .filter((info) => !moved.has(info) && !isItemMissing(info, context.old))
      .map((info) =>
        createChange(info.kind === "webhook" ? "webhook-added" : "operation-added", toPath(info), getDescription(info)),
      ),
    ...[...old.values()].flatMap((before) => {
      const after = now.get(before.name) ?? movedTo(before);
      if (after !== undefined) return compareOperation(context, before, after);
      const isReported = isItemMissing(before, context.new);
      return isReported ? [] : [createChange("operation-removed", toPath(before))];
    }),
  ];
}

function compareOperation(context: DiffContext, before: ComparedOperation, after: ComparedOperation): Change[] {
  const at = toPath(before);
  const [from, to] = [before.operation, after.operation];
  const isRenamed = from.operationId !== to.operationId;
  return [
    ...(before.name === after.name ? [] : [createChange("operation-moved", at, { after: after.name })]),
    ...(isRenamed ? [createChange("operation-renamed", at, { before: before.id, after: after.id })] : []),
    ...compareRequests(context, before, after),
    ...compareResponses(context, before, after),
    ...((from.deprecated === true) === (to.deprecated === true)
      ? []
      : [createChange(to.deprecated === true ? "deprecated" : "undeprecated", at)]),
    ...(getDescription(before).description === getDescription(after).description
      ? []
      : [createChange("description", at)]),
  ];
}

/** Returns whether a whole path item under `components` is missing, which `compareComponents` reports. */
function isItemMissing({ kind, path }: ComparedOperation, { document }: NormalizedSpec): boolean {
  return kind === "path item" && document.components?.pathItems?.[path] === undefined;
}

function toPath(info: ComparedOperation): SchemaPath {
  return { name: info.name, direction: "both" };
}

function getDescription({ operation: { summary, description } }: ComparedOperation): { description: string } {
  return { description: [summary, description].filter(Boolean).join(". ").trim() };
}
