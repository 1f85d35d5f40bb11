import { join } from "node:path";
import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { repositoryRoot } from "../../lib/paths.ts";
import { loadSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument } from "../../spec/openapi.ts";
import { compareDeclarations } from "../support/compare-declarations.ts";
import { generateSources } from "../support/generate-sources.ts";
import { createRandom, listMutations, type Mutation } from "../support/mutate-document.ts";
import { createDocument } from "../support/sketch.ts";
import { verdicts } from "../support/verdicts.ts";

/** Returns how the generated declarations differ, if the comparison of the documents reports nothing. */
function findSilent(before: OpenAPIDocument, after: OpenAPIDocument): string[] {
  const changes = compareDocuments(structuredClone(before), structuredClone(after));
  return changes.length > 0 ? [] : compareDeclarations(generateSources(before), generateSources(after));
}

/** Returns whether the generator accepts a document. Some mutations are invalid. */
function isValid(document: OpenAPIDocument): boolean {
  try {
    generateSources(document);
    return true;
  } catch {
    return false;
  }
}

test.each(verdicts)("reports what changes a declaration, in both directions: $name", ({ given }) => {
  const [before, after] = [createDocument(given.old), createDocument(given.new)];
  expect([...findSilent(before, after), ...findSilent(after, before)]).toEqual([]);
});

const seed = Number(process.env["DIFF_SEED"] ?? Math.floor(Math.random() * 1e9));

test.each([
  ["our document", join(repositoryRoot, "spec/openapi.yaml"), 20],
  ["a document with unusual parts", join(import.meta.dirname, "../fixtures/unusual.yaml"), 80],
])(`reports each random mutation of %s that changes a declaration (DIFF_SEED=${seed})`, async (_name, file, runs) => {
  const { document } = await loadSpec(file);
  const random = createRandom(seed);
  const all = listMutations(document);
  const count = Number(process.env["DIFF_RUNS"] ?? runs);
  const chosen = Array.from({ length: count }, () => all[Math.floor(random() * all.length)] as Mutation);
  const mutated = chosen.map(({ name, apply }) => ({ name, document: apply(document) }));
  const valid = mutated.filter((one) => isValid(one.document));
  expect(valid.length).toBeGreaterThan(count / 2);
  const silent = valid.flatMap((one) => findSilent(document, one.document).map((text) => `${one.name}: ${text}`));
  expect(silent, `Run again with DIFF_SEED=${seed}`).toEqual([]);
});
