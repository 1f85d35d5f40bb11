import { createHash } from "node:crypto";
import { BaseResolver, bundle, createConfig, lintDocument, type Config, type Document } from "@redocly/openapi-core";
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import { toDisplayName, toDisplayPath } from "../lib/paths.ts";
import type { OpenAPIDocument } from "./openapi.ts";
import { readDocument } from "./read-document.ts";
import { resolveIdentifiers } from "./identifiers/resolve-identifiers.ts";
import { SpecError } from "./spec-error.ts";
import { hasPercent } from "./transforms/escape-percent.ts";
import { expandMappings } from "./transforms/expand-mappings.ts";
import { rewriteItemSchemas } from "./transforms/rewrite-item-schemas.ts";
import { lintRules } from "./validate/lint-rules.ts";
import { describeNodes } from "./validate/node-types.ts";
import { throwFirstError, throwWarnings, type Problem } from "./validate/problems.ts";
import { assertNoRefCycles } from "./validate/ref-cycles.ts";
import { createStructureRule } from "./validate/structure.ts";
import { checkVersion } from "./validate/version.ts";

export interface LoadedSpec {
  /** The bundled document: external `$ref`s are under `components`. It is not shared, so it can be mutated. */
  readonly document: OpenAPIDocument;
  /** The name in messages and file headers: `spec/openapi.yaml`. */
  readonly name: string;
  /** The absolute path or URL that it was read from. Relative server URLs are resolved against a URL. */
  readonly location: string;
  /** The first 16 hex digits of the SHA-256 of the bundled document; line endings and layout don't affect it. */
  readonly hash: string;
  /** Whether a name in it contains a percent sign; see `escapePercent`. */
  readonly hasPercent: boolean;
  /** Mistakes that change neither types nor calls; see `formatWarnings`. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads, validates and bundles an OpenAPI 3 document, JSON or YAML, from a file or an http(s) URL.
 *
 * @param strict whether warnings are errors
 * @throws {@link InputError} with the location of the mistake and advice how to fix it
 */
export async function loadSpec(fileOrURL: string, { strict = false } = {}): Promise<LoadedSpec> {
  const source = await readDocument(fileOrURL);
  const { version, problems } = checkVersion(source);
  const repairs: (() => void)[] = [];
  const config = await createRules({ ...lintRules, structure: createStructureRule(version, repairs) });
  const resolver = new BaseResolver(config.resolve);
  // A file that refers back to the document gets the one that was already read.
  resolver.cache.set(source.source.absoluteRef, Promise.resolve(source));

  problems.push(...(await resolveIdentifiers(source, resolver)));
  throwFirstError(problems);
  assertNoRefCycles(source);
  expandMappings(source.parsed as OpenAPIDocument);
  problems.push(...(await lint(source, config, resolver)));
  throwFirstError(problems);
  if (strict) throwWarnings(problems);
  for (const repair of repairs.toReversed()) repair();

  const text = await bundleToJSON(source, config, resolver);
  const document = JSON.parse(text) as OpenAPIDocument;
  if (text.includes('"itemSchema"')) rewriteItemSchemas(document);
  return {
    document,
    name: toDisplayName(source.source.absoluteRef),
    location: source.source.absoluteRef,
    hash: createHash("sha256").update(text).digest("hex").slice(0, 16),
    hasPercent: hasPercent(text),
    warnings: problems,
  };
}

function createRules(rules: Record<string, Oas3Rule>): Promise<Config> {
  return createConfig({
    plugins: [{ id: "spec", rules: { oas3: rules }, typeExtension: { oas3: describeNodes } }],
    rules: Object.fromEntries(Object.keys(rules).map((rule) => [`spec/${rule}`, "error" as const])),
  });
}

async function lint(document: Document, config: Config, externalRefResolver: BaseResolver): Promise<Problem[]> {
  try {
    return await lintDocument({ document, config: config.styleguide, externalRefResolver });
  } catch (error) {
    // `assertNoRefCycles` finds those in the document itself.
    if (!(error instanceof Error) || error.message !== "Self-referencing circular pointer") throw error;
    throw new SpecError("A $ref in a file that this document refers to leads back to itself", {
      location: { file: toDisplayPath(document.source.absoluteRef) },
      advice: "Replace one of the $refs of the cycle with a schema.",
    });
  }
}

/** Returns text, since a YAML anchor puts one object in several places, and the transforms mutate objects. */
async function bundleToJSON(doc: Document, config: Config, resolver: BaseResolver): Promise<string> {
  // Validation has loaded every file that is referred to. A single file needs no bundling.
  if (resolver.getFiles().size > 1) {
    const { problems } = await bundle({ doc, config, externalRefResolver: resolver });
    throwFirstError(problems);
  }
  return JSON.stringify(doc.parsed);
}
