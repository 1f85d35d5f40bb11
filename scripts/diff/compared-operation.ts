import type { OpenAPIDocument, Parameter, PathItem, Reference } from "../spec/openapi.ts";
import { formatOperation, listOperations, type OperationInfo } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";
import type { Direction } from "./verdicts.ts";

/** An operation, a webhook, or an operation of a path item under `components`. */
export interface ComparedOperation extends OperationInfo {
  readonly kind: "call" | "webhook" | "path item";
  /** The name in reports: `POST /things`, `webhook thing.created`. */
  readonly name: string;
  /** The parameters of its path. */
  readonly pathParameters: readonly (Parameter | Reference)[];
  /** The direction of parameters and bodies: users write those of calls, and read those of webhooks. */
  readonly sent: Direction;
  /** The direction of responses. */
  readonly received: Direction;
}

export function listComparedOperations(document: OpenAPIDocument): ComparedOperation[] {
  const { paths = {}, webhooks = {}, components = {} } = document;
  const used = new Set([paths, webhooks].flatMap((items) => Object.values(items).map(({ $ref }) => $ref)));
  // Those that a path refers to are compared there.
  const unused = Object.entries(components.pathItems ?? {}).filter(
    ([name]) => !used.has(`#/components/pathItems/${name}`),
  );
  return [
    ...readOperations(document, paths, "call"),
    ...readOperations(document, webhooks, "webhook"),
    ...readOperations(document, Object.fromEntries(unused), "path item"),
  ];
}

function readOperations(
  document: OpenAPIDocument,
  items: Record<string, PathItem>,
  kind: ComparedOperation["kind"],
): ComparedOperation[] {
  const isWebhook = kind === "webhook";
  return listOperations({ ...document, paths: items }).map((info) => {
    const { parameters = [] } = resolveRef<PathItem>(document, items[info.path] ?? {});
    return Object.assign(info, {
      kind,
      name: formatName(info, kind),
      pathParameters: parameters,
      sent: isWebhook ? ("response" as const) : ("request" as const),
      received: isWebhook ? ("request" as const) : ("response" as const),
    });
  });
}

function formatName(info: OperationInfo, kind: ComparedOperation["kind"]): string {
  if (kind === "call") return formatOperation(info);
  return `${kind} ${info.path}${info.method === "post" ? "" : ` (${info.method.toUpperCase()})`}`;
}
