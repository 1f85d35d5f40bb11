import { createHash } from "node:crypto";
import { BaseResolver, bundle, createConfig, lintDocument, type Config, type Document } from "@redocly/openapi-core";
import { toDisplayName } from "../lib/paths.ts";
import type { OpenAPIDocument } from "./openapi.ts";
import { readDocument } from "./read-document.ts";
import { hasPercent } from "./transforms/escape-percent.ts";
import { expandMappings } from "./transforms/expand-mappings.ts";
import { lintRules } from "./validate/lint-rules.ts";
import { throwFirstProblem } from "./validate/problems.ts";
import { assertNoRefCycles } from "./validate/ref-cycles.ts";
import { assertSupportedVersion } from "./validate/version.ts";

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
}

/**
 * Reads, validates and bundles an OpenAPI 3.0 or 3.1 document, JSON or YAML, from a file or an http(s) URL.
 *
 * @throws {@link SpecError} with the location of the mistake and advice how to fix it
 */
export async function loadSpec(fileOrURL: string): Promise<LoadedSpec> {
  const source = await readDocument(fileOrURL);
  assertSupportedVersion(source);
  assertNoRefCycles(source);
  expandMappings(source.parsed as OpenAPIDocument);

  const config = await createConfig({
    plugins: [{ id: "spec", rules: { oas3: lintRules } }],
    rules: {
      struct: "error",
      ...Object.fromEntries(Object.keys(lintRules).map((rule) => [`spec/${rule}`, "error" as const])),
    },
  });
  const resolver = new BaseResolver(config.resolve);
  // A file that refers back to the document gets the one that was already read.
  resolver.cache.set(source.source.absoluteRef, Promise.resolve(source));
  throwFirstProblem(await lintDocument({ document: source, config: config.styleguide, externalRefResolver: resolver }));
  const text = await bundleToJSON(source, config, resolver);
  return {
    document: JSON.parse(text) as OpenAPIDocument,
    name: toDisplayName(source.source.absoluteRef),
    location: source.source.absoluteRef,
    hash: createHash("sha256").update(text).digest("hex").slice(0, 16),
    hasPercent: hasPercent(text),
  };
}

/** Returns text, since a YAML anchor puts one object in several places, and the transforms mutate objects. */
async function bundleToJSON(doc: Document, config: Config, resolver: BaseResolver): Promise<string> {
  // Validation has loaded every file that is referred to. A single file needs no bundling.
  if (resolver.getFiles().size > 1) {
    const { problems } = await bundle({ doc, config, externalRefResolver: resolver });
    throwFirstProblem(problems.filter(({ severity }) => severity === "error"));
  }
  return JSON.stringify(doc.parsed);
}
