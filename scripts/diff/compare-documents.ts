import { normalizeSpec, renameComponents } from "../shapes/normalized-spec.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { typeResponses } from "../spec/transforms/type-responses.ts";
import { createChange, type Change } from "./change.ts";
import { compareComponents } from "./compare-components.ts";
import { compareClientOptions } from "./compare-client-options.ts";
import { compareOperations } from "./compare-operations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { compareSchemes } from "./compare-schemes.ts";
import { compareSecurity } from "./compare-security.ts";
import { compareServers } from "./compare-servers.ts";
import { getDirection, type DiffContext } from "./context.ts";
import { matchRenamedSchemas } from "./match-renames.ts";

/**
 * Compares two bundled documents, by the names that users of the packages know. Each component is compared once,
 * however often it is used. Both documents are mutated.
 *
 * Libraries do not keep what the verdict needs: whether a component is written or read, and that a string next to an
 * enum opens it. api-smart-diff reports one change of a shared component up to 42 times with both verdicts, and treats
 * a removed field of a chunk as compatible.
 */
export function compareDocuments(before: OpenAPIDocument, after: OpenAPIDocument): Change[] {
  for (const document of [before, after]) typeResponses(document);
  const [old, now] = [normalizeSpec(before), normalizeSpec(after)];
  const renamed = matchRenamedSchemas(old.shapes, now.shapes);
  const context: DiffContext = { old: renameComponents(old, renamed), new: now };
  const changes = [
    ...compareOperations(context),
    ...compareServers(context),
    ...compareSecurity(context),
    ...compareSchemes(context),
    ...compareClientOptions(context),
    ...compareComponents(context),
    ...compareSchemas(context),
    ...compareTitle(context),
  ];
  const renames = [...renamed].map(([name, newName]) => {
    return createChange("type-renamed", { name, direction: getDirection(newName, context) }, { after: newName });
  });
  return omitDuplicates([...renames, ...changes]).toSorted((a, b) => Number(b.isBreaking) - Number(a.isBreaking));
}

/** The generated client names the service. */
function compareTitle({ old, new: now }: DiffContext): Change[] {
  const [before = "none", after = "none"] = [old.document.info?.title, now.document.info?.title];
  return before === after ? [] : [createChange("title", { name: "title", direction: "both" }, { before, after })];
}

/** A schema with several alternatives can have the same change in each. */
function omitDuplicates(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((one) => [JSON.stringify(one), one])).values()];
}
