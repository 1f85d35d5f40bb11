import { truncateList } from "../lib/text.ts";
import type { OpenAPIDocument, SecurityRequirement } from "../spec/openapi.ts";
import { createChange, type Change } from "./change.ts";
import { formatScheme } from "./compare-schemes.ts";
import { listComparedOperations } from "./compared-operation.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the security requirements. Operations with the same changes share one entry. */
export function compareSecurity({ old: { document: old }, new: { document: now } }: DiffContext): Change[] {
  const before = new Map(listComparedOperations(old).map((info) => [info.name, readWays(old, info.security)]));
  const found = new Map<string, { names: string[]; create: (path: SchemaPath) => Change[] }>();
  const calls = listComparedOperations(now).filter(({ kind }) => kind !== "webhook");
  for (const { name, security } of calls) {
    const from = before.get(name);
    if (from === undefined) continue;
    const create = (path: SchemaPath): Change[] => compareWays(from, readWays(now, security), path);
    const changes = create({ name: "", direction: "request" });
    if (changes.length === 0) continue;
    const key = JSON.stringify(changes);
    found.set(key, { names: [...(found.get(key)?.names ?? []), name], create });
  }
  return [...found.values()].flatMap(({ names, create }) => {
    const isAll = names.length > 1 && names.length === calls.length;
    return create({ name: isAll ? "every operation" : truncateList(names).join(", "), direction: "request" });
  });
}

/** Each alternative (`apiKey (bearer)`) with the scopes that it requires. */
type Ways = ReadonlyMap<string, ReadonlySet<string>>;

const noKey = "no key";

/** Reads the alternatives, the preferred one first. An operation without requirements has the alternative `no key`. */
function readWays(document: OpenAPIDocument, security: readonly SecurityRequirement[]): Ways {
  const all = security.map((requirement): [string, ReadonlySet<string>] => {
    const schemes = Object.keys(requirement).map((name) => `${name} (${formatScheme(document, name)})`);
    return [
      schemes.length === 0 ? noKey : schemes.toSorted().join(" with "),
      new Set(Object.values(requirement).flat()),
    ];
  });
  return new Map(all.length === 0 ? [[noKey, new Set()]] : all);
}

function compareWays(before: Ways, after: Ways, path: SchemaPath): Change[] {
  const [from, to] = [[...before.keys()], [...after.keys()]];
  const removed = from.filter((way) => !after.has(way));
  const added = to.filter((way) => !before.has(way));
  const kept = from.filter((way) => after.has(way));
  const preferred = to.filter((way) => before.has(way));
  const isReordered = removed.length + added.length === 0 && kept.join() !== preferred.join();
  return [
    // A call that needs no key can be made with one.
    ...(after.has(noKey) ? [] : removed.map((way) => createChange("security-removed", path, { before: way }))),
    ...added.map((way) => createChange("security-added", path, { after: way })),
    ...(after.has(noKey) && added.length === 0
      ? removed.map((way) => createChange("security-dropped", path, { before: way }))
      : []),
    ...(isReordered
      ? [createChange("security-reordered", path, { before: `${kept[0]}`, after: `${preferred[0]}` })]
      : []),
    ...kept.flatMap((way) => compareScopes(before.get(way) ?? new Set(), after.get(way) ?? new Set(), path)),
  ];
}

function compareScopes(before: ReadonlySet<string>, after: ReadonlySet<string>, path: SchemaPath): Change[] {
  return [
    ...[...after]
      .filter((scope) => !before.has(scope))
      .map((scope) => createChange("scope-added", path, { after: scope })),
    ...[...before]
      .filter((scope) => !after.has(scope))
      .map((scope) => createChange("scope-removed", path, { before: scope })),
  ];
}
