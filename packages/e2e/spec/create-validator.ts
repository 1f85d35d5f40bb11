import { compileSchema } from "./compile-schema.ts";
import type { Json } from "./document.ts";
import { explainErrors } from "./explain-errors.ts";
import { getNode } from "./schema-node.ts";

export { loadSpec } from "./document.ts";

/**
 * Creates a validator of values against a component of spec/openapi.yaml, such as `ChatCompletion`, by Ajv. It returns
 * one line per error, such as `/messages/0 must have required property 'tool_call_id'`, and none for a valid value.
 */
export function createValidator(component: string): (value: unknown) => readonly string[] {
  const pointer = `#/components/schemas/${component}`;
  const validate = compileSchema(pointer);
  return (value) => {
    if (validate(value)) return [];
    const errors = explainErrors(getNode(pointer), value as Json);
    return errors.length > 0 ? errors : [`/ must be a valid ${component}`];
  };
}
