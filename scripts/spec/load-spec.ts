import { createHash } from "node:crypto";
import { BaseResolver, bundle, createConfig, lintDocument, type Config, type Document } from "@redocly/openapi-core";
import { toDisplayName } from "../lib/paths.ts";
import type { OpenAPIDocument } from "./openapi.ts";
import { readDocument } from "./read-document.ts";
import { hasPercent } from "./transforms/escape-percent.ts";
import { expandMappings } from "./transforms/expand-mappings.ts";
import { specRules } from "./validate/lint-rules.ts";
import { throwFirst } from "./validate/problems.ts";
import { checkCircles } from "./validate/ref-cycles.ts";
import { checkVersion } from "./validate/version.ts";

export interface LoadedSpec {
  /** One self-contained document: external `$ref`s are under `components`. Safe to change; nobody else holds it. */
  readonly document: OpenAPIDocument;
  /** How messages and headers call it: `spec/openapi.yaml`. */
  readonly name: string;
  /** Where it was read: an absolute path or a URL; relative server URLs are resolved against a URL. */
  readonly location: string;
  /** The first 16 hex digits of the sha256 of the bundled document, whatever its line endings and layout. */
  readonly hash: string;
  /** Does a name in it have a percent sign? (See `hidePercent`.) */
  readonly hasPercent: boolean;
}

/**
 * Reads, checks and bundles an OpenAPI 3.0 or 3.1 document, JSON or YAML, from a file or an http(s) URL.
 * Throws a `SpecError` that names the place and says what to do.
 */
export async function loadSpec(fileOrURL: string): Promise<LoadedSpec> {
  const source = await readDocument(fileOrURL);
  checkVersion(source);
  checkCircles(source);
  expandMappings(source.parsed as OpenAPIDocument);

  const config = await createConfig({
    plugins: [{ id: "spec", rules: { oas3: specRules } }],
    rules: {
      struct: "error",
      ...Object.fromEntries(Object.keys(specRules).map((rule) => [`spec/${rule}`, "error" as const])),
    },
  });
  const resolver = new BaseResolver(config.resolve);
  // A file that refers back to the document finds the one that is already read.
  resolver.cache.set(source.source.absoluteRef, Promise.resolve(source));
  throwFirst(await lintDocument({ document: source, config: config.styleguide, externalRefResolver: resolver }));
  const text = await bundleToJSON(source, config, resolver);
  return {
    document: JSON.parse(text) as OpenAPIDocument,
    name: toDisplayName(source.source.absoluteRef),
    location: source.source.absoluteRef,
    hash: createHash("sha256").update(text).digest("hex").slice(0, 16),
    hasPercent: hasPercent(text),
  };
}

/** As text, since YAML anchors make one object stand in several places, and the passes to come change objects. */
async function bundleToJSON(doc: Document, config: Config, resolver: BaseResolver): Promise<string> {
  // The checks have loaded every file that is referred to: a document on its own needs no bundling.
  if (resolver.getFiles().size > 1) {
    const { problems } = await bundle({ doc, config, externalRefResolver: resolver });
    throwFirst(problems.filter(({ severity }) => severity === "error"));
  }
  return JSON.stringify(doc.parsed);
}
