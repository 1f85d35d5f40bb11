import type { OpenAPIDocument, SecurityRequirement, SecurityScheme } from "../../spec/openapi.ts";
import { listOperations } from "../../spec/operations.ts";
import { resolveRef } from "../../spec/refs.ts";

/** How the credential of one security scheme is sent. */
export interface Scheme {
  readonly name: string;
  readonly description: string;
  /** A token is a string or a function that returns one; `basic` is a name and a password. */
  readonly credential: "token" | "basic";
  readonly in: "header" | "query";
  /** The name of the header or of the query parameter. */
  readonly field: string;
  /** The text before the credential in the header. */
  readonly prefix: string;
  /** The header or parameter in words: "the header `X-Key`". */
  readonly location: string;
}

export interface Security {
  readonly schemes: readonly Scheme[];
  /** Alternatives for all operations but the `exceptions`. Each is a list of schemes that are required together. */
  readonly defaults: readonly (readonly string[])[];
  /** `GET /path` → the alternatives of that operation. */
  readonly exceptions: ReadonlyMap<string, readonly (readonly string[])[]>;
}

export function readSecurity(document: OpenAPIDocument, operations = listOperations(document)): Security {
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).flatMap(
    ([name, scheme]) => toScheme(name, resolveRef<SecurityScheme>(document, scheme)) ?? [],
  );
  const known = new Set(schemes.map(({ name }) => name));
  const isUnspecified = document.security === undefined && operations.every(({ security }) => security.length === 0);
  // A document that declares schemes and requires none means: any of them, everywhere.
  const defaults = isUnspecified ? [...known].map((name) => [name]) : readAlternatives(document.security ?? [], known);
  const defaultsText = JSON.stringify(defaults);
  const exceptions = new Map<string, readonly (readonly string[])[]>();
  for (const { method, path, security } of isUnspecified ? [] : operations) {
    const own = readAlternatives(security, known);
    if (JSON.stringify(own) !== defaultsText) exceptions.set(`${method.toUpperCase()} ${path}`, own);
  }
  return { schemes, defaults, exceptions };
}

/** Omits the alternatives with a scheme that the client cannot send (mutual TLS, digest …). */
function readAlternatives(requirements: readonly SecurityRequirement[], known: ReadonlySet<string>): string[][] {
  return requirements
    .map((requirement) => Object.keys(requirement))
    .filter((names) => names.length > 0 && names.every((name) => known.has(name)));
}

function toScheme(name: string, scheme: SecurityScheme): Scheme | undefined {
  const description = scheme.description?.trim() ?? "";
  const token = { name, description, credential: "token", in: "header" } as const;
  const bearer = { ...token, field: "Authorization", prefix: "Bearer ", location: "the header `Authorization`" };
  if (scheme.type === "oauth2" || scheme.type === "openIdConnect") return bearer;
  if (scheme.type === "apiKey" && scheme.name !== undefined) {
    const { in: where = "header", name: field } = scheme;
    const location = `the ${where === "query" ? "query parameter" : where} \`${field}\``;
    if (where === "cookie") return { ...token, field: "Cookie", prefix: `${field}=`, location };
    return { ...token, in: where, field, prefix: "", location };
  }
  if (scheme.type !== "http") return undefined;
  const kind = scheme.scheme?.toLowerCase();
  if (kind === "bearer") return bearer;
  return kind === "basic" ? { ...bearer, credential: "basic", prefix: "Basic " } : undefined;
}
