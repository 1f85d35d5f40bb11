import { getDefaultURL } from "../codegen/client/servers.ts";
import { unionKeys } from "../lib/objects.ts";
import type { Server } from "../spec/openapi.ts";
import { createChange, type Change } from "./change.ts";
import { listComparedOperations } from "./compared-operation.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the servers of the document, and those that paths and operations name instead. */
export function compareServers(context: DiffContext): Change[] {
  const [old, now] = [context.old.document.servers, context.new.document.servers];
  return [...compareLists(old ?? [], now ?? [], ""), ...compareOperationServers(context)];
}

/** @param owner the operation that names the servers; empty for those of the document */
function compareLists(old: readonly Server[], now: readonly Server[], owner: string): Change[] {
  const [before, after] = [old, now].map((servers) => servers.map(({ url }) => url)) as [string[], string[]];
  const at = (url: string): SchemaPath => ({ name: `${owner}server ${url}`, direction: "both" });
  const [first, newFirst] = [before[0], after[0]];
  const isMoved = first !== newFirst && newFirst !== undefined;
  const added = after.filter((url) => !before.includes(url) && !(isMoved && url === newFirst));
  const removed = before.filter((url) => !after.includes(url) && !(isMoved && url === first));
  const moved = after.filter((url, index) => index > 0 && before.includes(url) && before.indexOf(url) !== index);
  return [
    ...(isMoved ? [createChange("default-server-changed", at(newFirst), { before: first ?? "none" })] : []),
    ...added.map((url) => createChange("server-added", at(url))),
    ...removed.map((url) => createChange("server-removed", at(url))),
    ...moved.map((url) => {
      return createChange("server-moved", at(url), {
        before: `${before.indexOf(url)}`,
        after: `${after.indexOf(url)}`,
      });
    }),
    ...now.flatMap((server) => {
      const partner = old.find(({ url }) => url === server.url);
      return partner === undefined ? [] : compareServer(partner, server, at(server.url));
    }),
  ];
}

function compareServer(before: Server, after: Server, path: SchemaPath): Change[] {
  const [old, now] = [before.variables ?? {}, after.variables ?? {}];
  const variables = unionKeys(Object.keys(old), Object.keys(now)).flatMap((name) => {
    const [from, to] = [old[name], now[name]];
    const at: SchemaPath = { name: `${path.name}: variable ${name}`, direction: "request" };
    if (to === undefined) return [createChange("field-removed", at)];
    if (from === undefined) return [createChange("field-added", at, { after: formatValues(to) })];
    return compareVariable(from, to, at);
  });
  const isNewText = (before.description ?? "") !== (after.description ?? "");
  return isNewText ? [...variables, createChange("description", path)] : variables;
}

type Variable = NonNullable<Server["variables"]>[string];

function compareVariable(from: Variable, to: Variable, path: SchemaPath): Change[] {
  const [before, after] = [from.enum, to.enum];
  const changes: Change[] = [];
  if (before !== undefined && after !== undefined) {
    const [removed, added] = [listMissing(before, after), listMissing(after, before)];
    if (removed !== "") changes.push(createChange("value-removed", path, { before: removed }));
    if (added !== "") changes.push(createChange("value-added", path, { after: added }));
  } else if (after !== undefined) {
    changes.push(createChange("enum-closed", path, { before: "string", after: formatValues(to) }));
  } else if (before !== undefined) changes.push(createChange("enum-opened", path, { after: "string" }));
  if (String(from.default) !== String(to.default)) {
    changes.push(createChange("server-variable-default", path, { before: `${from.default}`, after: `${to.default}` }));
  }
  if ((from.description ?? "") !== (to.description ?? "")) changes.push(createChange("description", path));
  return changes;
}

function formatValues({ enum: values }: Variable): string {
  return values === undefined ? "string" : values.map((value) => JSON.stringify(value)).join(", ");
}

function listMissing(some: readonly string[], others: readonly string[]): string {
  return formatValues({ default: "", enum: some.filter((value) => !others.includes(value)) });
}

/** Compares the servers that operations name. A call of another operation goes to the server of the document. */
function compareOperationServers({ old: { document: old }, new: { document: now } }: DiffContext): Change[] {
  const before = new Map(listComparedOperations(old).map((info) => [info.name, info]));
  const [oldDefault, newDefault] = [old, now].map(({ servers: [server] = [] }) => getServerURL(server)) as [
    string,
    string,
  ];
  return listComparedOperations(now).flatMap(({ name, kind, servers: to }) => {
    const info = before.get(name);
    // Webhooks are not sent by users.
    if (info === undefined || kind === "webhook") return [];
    const from = info.servers;
    if (from !== undefined && to !== undefined && getServerURL(from[0]) === getServerURL(to[0])) {
      return compareLists(from, to, `${name}: `);
    }
    if (from === undefined && to === undefined) return [];
    const path: SchemaPath = { name, direction: "both" };
    const [url, newURL] = [
      from === undefined ? oldDefault : getServerURL(from[0]),
      to === undefined ? newDefault : getServerURL(to[0]),
    ];
    if (url !== newURL) return [createChange("operation-server-changed", path, { before: url, after: newURL })];
    return [
      createChange(to === undefined ? "operation-server-removed" : "operation-server-added", path, {
        before: url,
        after: newURL,
      }),
    ];
  });
}

function getServerURL(server: Server | undefined): string {
  return server === undefined ? "/" : getDefaultURL(server);
}
