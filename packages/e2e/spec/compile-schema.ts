import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { loadSpec } from "./document.ts";

/** Keywords of OpenAPI, and extensions, that do not affect validity. */
const ANNOTATIONS = ["discriminator", "x-ts-type"];
/** The fields of the document, which is loaded as one schema so that `$ref`s resolve. */
const DOCUMENT = ["openapi", "info", "servers", "tags", "security", "paths", "components"];

let ajv: Ajv2020 | undefined;

/** Returns Ajv's validator for a schema of spec/openapi.yaml, by its JSON pointer (`#/components/schemas/…`). */
export function compileSchema(pointer: string): ValidateFunction {
  ajv ??= createAjv();
  const validate = ajv.getSchema(`spec:${pointer}`);
  if (validate === undefined) throw new Error(`spec/openapi.yaml has no schema at ${pointer}`);
  return validate;
}

function createAjv(): Ajv2020 {
  const instance = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  for (const keyword of [...ANNOTATIONS, ...DOCUMENT]) instance.addKeyword(keyword);
  return instance.addSchema({ $id: "spec:", ...loadSpec() });
}
