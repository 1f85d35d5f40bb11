import type { OpenAPIDocument, SecurityRequirement, SecurityScheme } from "../../spec/openapi.ts";
import { listOperations } from "../../spec/operations.ts";
import { resolve } from "../../spec/refs.ts";

/** How one scheme's credential travels. */
export interface Scheme {
  readonly name: string;
  readonly description: string;
  /** A token is a text or a function that gives one; `basic` is a name and a password. */
  readonly credential: "token" | "basic";
  readonly in: "header" | "query";
  /** Of the header or of the query parameter. */
  readonly field: string;
  /** What stands before the credential in the header. */
  readonly prefix: string;
  /** For people: "the header `X-Key`". */
  readonly place: string;
}

export interface Security {
  readonly schemes: readonly Scheme[];
  /** Alternatives, each a list of schemes that are needed together, for operations that are not listed in `others`. */
  readonly usual: readonly (readonly string[])[];
  /** `GET /path` → its own alternatives. */
  readonly others: ReadonlyMap<string, readonly (readonly string[])[]>;
}

export function readSecurity(document: OpenAPIDocument): Security {
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).flatMap(
    ([name, scheme]) => toScheme(name, resolve<SecurityScheme>(document, scheme)) ?? [],
  );
  const known = new Set(schemes.map(({ name }) => name));
  const operations = listOperations(document);
  const isSilent = document.security === undefined && operations.every(({ security }) => security.length === 0);
  // A document that declares schemes and never asks for one means: any of them, everywhere.
  const usual = isSilent ? [...known].map((name) => [name]) : alternatives(document.security ?? [], known);
  const usualText = JSON.stringify(usual);
  const others = new Map<string, readonly (readonly string[])[]>();
  for (const { method, path, security } of isSilent ? [] : operations) {
    const own = alternatives(security, known);
    if (JSON.stringify(own) !== usualText) others.set(`${method.toUpperCase()} ${path}`, own);
  }
  return { schemes, usual, others };
}

/** Alternatives that need a scheme we can't send (mutual TLS, digest …) are the caller's own affair. */
function alternatives(requirements: readonly SecurityRequirement[], known: ReadonlySet<string>): string[][] {
  return requirements
    .map((requirement) => Object.keys(requirement))
    .filter((names) => names.length > 0 && names.every((name) => known.has(name)));
}

function toScheme(name: string, scheme: SecurityScheme): Scheme | undefined {
  const description = scheme.description?.trim() ?? "";
  const token = { name, description, credential: "token", in: "header" } as const;
  const bearer = { ...token, field: "Authorization", prefix: "Bearer ", place: "the header `Authorization`" };
  if (scheme.type === "oauth2" || scheme.type === "openIdConnect") return bearer;
  if (scheme.type === "apiKey" && scheme.name !== undefined) {
    const { in: where = "header", name: field } = scheme;
    const place = `the ${where === "query" ? "query parameter" : where} \`${field}\``;
    if (where === "cookie") return { ...token, field: "Cookie", prefix: `${field}=`, place };
    return { ...token, in: where, field, prefix: "", place };
  }
  if (scheme.type !== "http") return undefined;
  const kind = scheme.scheme?.toLowerCase();
  if (kind === "bearer") return bearer;
  return kind === "basic" ? { ...bearer, credential: "basic", prefix: "Basic " } : undefined;
}
