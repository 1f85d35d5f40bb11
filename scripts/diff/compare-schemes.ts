import { readSecurity, type Security } from "../codegen/client/security.ts";
import { unionKeys } from "../lib/objects.ts";
import type { OpenAPIDocument, SecurityScheme } from "../spec/openapi.ts";
import { listOperations } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the security schemes: where a credential is sent, the scopes and addresses of OAuth. */
export function compareSchemes({ old: { document: old }, new: { document: now } }: DiffContext): Change[] {
  const [before, after] = [readSecurity(old), readSecurity(now)];
  return Object.keys(now.components?.securitySchemes ?? {}).flatMap((name) => {
    const [from, to] = [getScheme(old, name), getScheme(now, name)];
    if (from === undefined || to === undefined) return [];
    const path: SchemaPath = { name: `security scheme ${name}`, direction: "request" };
    const [location, newLocation] = [formatLocation(before, name), formatLocation(after, name)];
    // For an operation that requires it, `compareSecurity` reports that.
    const isRequired = listOperations(now).some(({ security }) => security.some((requirement) => name in requirement));
    const isMoved = !isRequired && location !== newLocation && location !== undefined && newLocation !== undefined;
    const isNewText = (from.description ?? "") !== (to.description ?? "");
    return [
      isMoved ? [createChange("credential-changed", path, { before: location, after: newLocation })] : [],
      compareFlows(from, to, path),
      isNewText ? [createChange("description", path)] : [],
    ].flat();
  });
}

/** Formats how the client sends a credential: `as Bearer in the header Authorization`. */
function formatLocation({ schemes }: Security, name: string): string | undefined {
  const scheme = schemes.find((one) => one.name === name);
  if (scheme === undefined) return undefined;
  return `${scheme.prefix === "" ? "" : `as ${scheme.prefix.trim()} `}in ${scheme.location.replaceAll("`", "")}`;
}

type Flows = Record<string, Record<string, string | Record<string, string>>>;
type FullScheme = SecurityScheme & { flows?: Flows; openIdConnectUrl?: string; bearerFormat?: string };

function getScheme(document: OpenAPIDocument, name: string): FullScheme | undefined {
  const given = document.components?.securitySchemes?.[name];
  return given === undefined ? undefined : resolveRef<FullScheme>(document, given);
}

function compareFlows(before: FullScheme, after: FullScheme, path: SchemaPath): Change[] {
  const [from, to] = [listScopes(before), listScopes(after)];
  const [facts, newFacts] = [listFacts(before), listFacts(after)];
  return [
    ...to
      .filter((scope) => !from.includes(scope))
      .map((scope) => createChange("scope-offered", path, { after: scope })),
    ...from
      .filter((scope) => !to.includes(scope))
      .map((scope) => createChange("scope-withdrawn", path, { before: scope })),
    ...unionKeys(facts.keys(), newFacts.keys()).flatMap((name) => {
      const [fact = "none", newFact = "none"] = [facts.get(name), newFacts.get(name)];
      return fact === newFact
        ? []
        : [createChange("scheme-changed", path, { before: fact, after: `${name} ${newFact}` })];
    }),
  ];
}

/** Lists the scopes of all flows: `read (authorizationCode)`. */
function listScopes({ flows = {} }: FullScheme): string[] {
  return Object.entries(flows).flatMap(([flow, { scopes = {} }]) =>
    Object.keys(scopes).map((scope) => `${scope} (${flow})`),
  );
}

/** Lists the addresses of the flows, and what else is about tokens. */
function listFacts({ flows = {}, openIdConnectUrl, bearerFormat }: FullScheme): ReadonlyMap<string, string> {
  const urls = Object.entries(flows).flatMap(([flow, facts]) => {
    return Object.entries(facts).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[`${flow}.${key}`, value]] : [],
    );
  });
  const others = Object.entries({ openIdConnectUrl, bearerFormat }).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, value]],
  );
  return new Map([...urls, ...others]);
}

/** Formats how the credential of a scheme is sent: `bearer`, `header X-Key`, `oauth2`. */
export function formatScheme(document: OpenAPIDocument, name: string): string {
  const scheme = getScheme(document, name);
  if (scheme === undefined) return "unknown";
  const { type, scheme: kind, in: where, name: field } = scheme;
  if (type === "http") return kind ?? "http";
  return type === "apiKey" ? `${where} ${field}` : type;
}
