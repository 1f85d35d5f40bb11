import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { loadSpec } from "./document.ts";

/** Words of OpenAPI and of our own that say nothing about validity. */
const ANNOTATIONS = ["discriminator", "x-ts-type"];
/** The rest of the document, which is loaded as one big schema so that `$ref`s resolve. */
const DOCUMENT = ["openapi", "info", "servers", "tags", "security", "paths", "components"];

let ajv: Ajv2020 | undefined;

/** Ajv's validator for a schema of spec/openapi.yaml, by its JSON pointer (`#/components/schemas/…`). */
export function compiled(pointer: string): ValidateFunction {
  ajv ??= ajvOfSpec();
  const validate = ajv.getSchema(`spec:${pointer}`);
  if (validate === undefined) throw new Error(`spec/openapi.yaml has no schema at ${pointer}`);
  return validate;
}

function ajvOfSpec(): Ajv2020 {
  const fresh = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  for (const keyword of [...ANNOTATIONS, ...DOCUMENT]) fresh.addKeyword(keyword);
  return fresh.addSchema({ $id: "spec:", ...loadSpec() });
}
