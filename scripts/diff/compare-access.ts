import type { OpenAPIDocument, SecurityRequirement, SecurityScheme } from "../spec/openapi.ts";
import { listOperations, formatOperation } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the servers and the security requirements. */
export function compareAccess({ old: { document: old }, new: { document: now } }: DiffContext): Change[] {
  return [...compareServers(old, now), ...compareSecurity(old, now)];
}

function compareServers(old: OpenAPIDocument, now: OpenAPIDocument): Change[] {
  const [before, after] = [old, now].map(({ servers = [] }) => servers.map(({ url }) => url)) as [string[], string[]];
  const [first, newFirst] = [before[0], after[0]];
  const isMoved = first !== newFirst && newFirst !== undefined;
  const added = after.filter((url) => !before.includes(url) && !(isMoved && url === newFirst));
  const removed = before.filter((url) => !after.includes(url) && !(isMoved && url === first));
  return [
    ...(isMoved ? [createChange("default-server-changed", toServerPath(newFirst), { before: first ?? "none" })] : []),
    ...added.map((url) => createChange("server-added", toServerPath(url))),
    ...removed.map((url) => createChange("server-removed", toServerPath(url))),
  ];
}

function toServerPath(url: string): SchemaPath {
  return { name: `server ${url}`, direction: "both" };
}

/** Compares the security requirements. Operations with the same change share one entry. */
function compareSecurity(old: OpenAPIDocument, now: OpenAPIDocument): Change[] {
  const before = new Map(
    listOperations(old).map((info) => [formatOperation(info), formatRequirements(old, info.security)]),
  );
  const found = new Map<string, { titles: string[]; changes: (path: SchemaPath) => Change[] }>();
  for (const info of listOperations(now)) {
    const [from, to] = [before.get(formatOperation(info)), formatRequirements(now, info.security)];
    if (from === undefined) continue;
    const [removed, added] = [from.filter((way) => !to.includes(way)), to.filter((way) => !from.includes(way))];
    if (removed.length + added.length === 0) continue;
    const changes = (path: SchemaPath): Change[] => [
      ...removed.map((way) => createChange("security-removed", path, { before: way })),
      ...added.map((way) => createChange("security-added", path, { after: way })),
    ];
    const key = JSON.stringify([removed, added]);
    const titles = [...(found.get(key)?.titles ?? []), formatOperation(info)];
    found.set(key, { titles, changes });
  }
  return [...found.values()].flatMap(({ titles, changes }) => {
    return changes({ name: titles.join(", "), direction: "request" });
  });
}

/** Formats each alternative: `apiKey (bearer)`. An operation without requirements has the alternative `no key`. */
function formatRequirements(document: OpenAPIDocument, security: readonly SecurityRequirement[]): string[] {
  const ways = security.map((requirement) => {
    const schemes = Object.keys(requirement).map((name) => `${name} (${formatScheme(document, name)})`);
    return schemes.length === 0 ? "no key" : schemes.toSorted().join(" with ");
  });
  return ways.length === 0 ? ["no key"] : ways;
}

function formatScheme(document: OpenAPIDocument, name: string): string {
  const given = document.components?.securitySchemes?.[name];
  if (given === undefined) return "unknown";
  const { type, scheme, in: where, name: field } = resolveRef<SecurityScheme>(document, given);
  if (type === "http") return scheme ?? "http";
  return type === "apiKey" ? `${where} ${field}` : type;
}
