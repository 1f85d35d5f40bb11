import type { OpenAPIDocument, SecurityRequirement, SecurityScheme } from "../spec/openapi.ts";
import { listOperations, formatOperation } from "../spec/operations.ts";
import { resolve } from "../spec/refs.ts";
import { change, type Change } from "./change.ts";
import type { Comparison, Place } from "./context.ts";

/** What changed in where calls go and what lets them in. */
export function compareAccess({ old: { document: old }, new: { document: now } }: Comparison): Change[] {
  return [...compareServers(old, now), ...compareSecurity(old, now)];
}

function compareServers(old: OpenAPIDocument, now: OpenAPIDocument): Change[] {
  const [before, after] = [old, now].map(({ servers = [] }) => servers.map(({ url }) => url)) as [string[], string[]];
  const [first, newFirst] = [before[0], after[0]];
  const isMoved = first !== newFirst && newFirst !== undefined;
  const added = after.filter((url) => !before.includes(url) && !(isMoved && url === newFirst));
  const removed = before.filter((url) => !after.includes(url) && !(isMoved && url === first));
  return [
    ...(isMoved ? [change("default-server-changed", serverPlace(newFirst), { before: first ?? "none" })] : []),
    ...added.map((url) => change("server-added", serverPlace(url))),
    ...removed.map((url) => change("server-removed", serverPlace(url))),
  ];
}

function serverPlace(url: string): Place {
  return { name: `server ${url}`, direction: "both" };
}

/** Operations that changed in the same way are told together. */
function compareSecurity(old: OpenAPIDocument, now: OpenAPIDocument): Change[] {
  const before = new Map(listOperations(old).map((info) => [formatOperation(info), waysIn(old, info.security)]));
  const found = new Map<string, { titles: string[]; changes: (place: Place) => Change[] }>();
  for (const info of listOperations(now)) {
    const [from, to] = [before.get(formatOperation(info)), waysIn(now, info.security)];
    if (from === undefined) continue;
    const [removed, added] = [from.filter((way) => !to.includes(way)), to.filter((way) => !from.includes(way))];
    if (removed.length + added.length === 0) continue;
    const changes = (place: Place): Change[] => [
      ...removed.map((way) => change("security-removed", place, { before: way })),
      ...added.map((way) => change("security-added", place, { after: way })),
    ];
    const key = JSON.stringify([removed, added]);
    const titles = [...(found.get(key)?.titles ?? []), formatOperation(info)];
    found.set(key, { titles, changes });
  }
  return [...found.values()].flatMap(({ titles, changes }) => {
    return changes({ name: titles.join(", "), direction: "request" });
  });
}

/** Each alternative as text: `apiKey (bearer)`. No requirement at all is one way in as well. */
function waysIn(document: OpenAPIDocument, security: readonly SecurityRequirement[]): string[] {
  const ways = security.map((requirement) => {
    const schemes = Object.keys(requirement).map((name) => `${name} (${schemeText(document, name)})`);
    return schemes.length === 0 ? "no key" : schemes.toSorted().join(" with ");
  });
  return ways.length === 0 ? ["no key"] : ways;
}

function schemeText(document: OpenAPIDocument, name: string): string {
  const given = document.components?.securitySchemes?.[name];
  if (given === undefined) return "unknown";
  const { type, scheme, in: where, name: field } = resolve<SecurityScheme>(document, given);
  if (type === "http") return scheme ?? "http";
  return type === "apiKey" ? `${where} ${field}` : type;
}
