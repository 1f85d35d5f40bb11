import { generateAuth } from "../codegen/client/auth.ts";
import { readSecurity, type Scheme, type Security } from "../codegen/client/security.ts";
import { unionKeys } from "../lib/objects.ts";
import { createChange, type Change } from "./change.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the options and exports of the client that depend on the security schemes. */
export function compareClientOptions({ old, new: now }: DiffContext): Change[] {
  const [from, to] = [listParts(readSecurity(old.document)), listParts(readSecurity(now.document))];
  return unionKeys(from.keys(), to.keys()).flatMap((name) => {
    const path: SchemaPath = { name, direction: "request" };
    const [before, after] = [from.get(name), to.get(name)];
    if (after === undefined) return [createChange("field-removed", path)];
    if (before === undefined) return [createChange("field-added", path, { after })];
    return before === after ? [] : [createChange("type-changed", path, { before, after })];
  });
}

/** Lists the members that the client gets for the security schemes: name in reports → type. */
function listParts(security: Security): ReadonlyMap<string, string> {
  const { names, values } = generateAuth(security);
  const options = names.map((name) => name.replace(/ = .*$/, ""));
  const hasCredentials = options.includes("credentials");
  const parts = new Map<string, string>();
  for (const name of options) parts.set(`client option ${name}`, hasCredentials ? "Credentials" : "string");
  for (const { name, credential } of hasCredentials ? security.schemes : []) {
    parts.set(`client option credentials.${name}`, formatType(credential));
  }
  const types = security.schemes.map(({ credential }) => formatType(credential)).join();
  for (const name of values) parts.set(`export ${name} of the client`, types);
  return parts;
}

function formatType(credential: Scheme["credential"]): string {
  return credential === "basic" ? "{ username, password }" : "string";
}
