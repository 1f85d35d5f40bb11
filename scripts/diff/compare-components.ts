import { unionKeys } from "../lib/objects.ts";
import { formatShape } from "../shapes/format.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { MediaType, OpenAPIDocument, RequestBody, Response } from "../spec/openapi.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareParameter, readParameterShape, type ParameterInfo } from "./compare-parameter.ts";
import { compareBody } from "./compare-requests.ts";
import { compareSharedResponse } from "./compare-responses.ts";
import type { DiffContext, SchemaPath } from "./context.ts";
import type { Direction } from "./verdicts.ts";

/** Compares the components that are not schemas; the generated `components` has them all. */
export function compareComponents(context: DiffContext): Change[] {
  return sections.flatMap((section) => compareSection(context, section));
}

interface Section {
  readonly key: "parameters" | "requestBodies" | "headers" | "responses" | "pathItems";
  /** The name of one component in reports. */
  readonly title: string;
  /** The direction in calls; webhooks have the other one. */
  readonly direction: Direction;
  readonly format: (node: object) => string;
  readonly compare: (context: DiffContext, before: object, after: object, path: SchemaPath, name: string) => Change[];
}

const sections: readonly Section[] = [
  { key: "parameters", title: "parameter", direction: "request", format: formatParameter, compare: compareParameter },
  { key: "requestBodies", title: "request body", direction: "request", format: formatContent, compare: compareBody },
  { key: "headers", title: "header", direction: "response", format: formatParameter, compare: compareParameter },
  { key: "responses", title: "response", direction: "response", format: formatContent, compare: compareSharedResponse },
  // Their operations are compared with those of paths.
  { key: "pathItems", title: "path item", direction: "both", format: () => "operations", compare: () => [] },
];

function compareSection(context: DiffContext, { key, title, format, compare, ...section }: Section): Change[] {
  const [old, now] = [context.old, context.new].map(({ document }) => readSection(document, key)) as [Nodes, Nodes];
  return unionKeys(now.keys(), old.keys()).flatMap((name) => {
    const [before, after] = [old.get(name), now.get(name)];
    const path: SchemaPath = { name: `${title} ${name}`, direction: getDirection(context, { key, ...section }, name) };
    if (after === undefined) return [createChange("type-removed", path)];
    if (before === undefined) return [createChange("component-added", path, { after: format(after) })];
    return compare(context, before, after, path, name);
  });
}

type Nodes = ReadonlyMap<string, object>;

function readSection(document: OpenAPIDocument, key: Section["key"]): Nodes {
  const entries = Object.entries<object>(document.components?.[key] ?? {});
  return new Map(entries.map(([name, node]) => [name, resolveRef(document, node)]));
}

/** Returns the direction of a component: the other one if only webhooks use it, both if calls do as well. */
function getDirection(
  { old, new: now }: DiffContext,
  { key, direction }: Pick<Section, "key" | "direction">,
  name: string,
): Direction {
  const ref = JSON.stringify(`#/components/${key}/${name}`);
  const isUsed = (items: object = {}): boolean => JSON.stringify(items).includes(ref);
  const documents = [old.document, now.document];
  if (!documents.some(({ webhooks }) => isUsed(webhooks))) return direction;
  if (documents.some(({ paths }) => isUsed(paths))) return "both";
  return direction === "request" ? "response" : "request";
}

function formatParameter(info: ParameterInfo): string {
  return formatShape(readParameterShape(info));
}

function formatContent({ content = {} }: RequestBody | Response): string {
  const types = Object.values<MediaType>(content).map(({ schema }) => formatShape(readShape(schema)));
  return types.length === 0 ? "no body" : [...new Set(types)].join(" or ");
}
