import { explain } from "./explain-errors.ts";
import { compiled } from "./compile-schema.ts";
import type { Json } from "./document.ts";
import { nodeAt } from "./schema-node.ts";

export { loadSpec } from "./document.ts";

/**
 * A check of values against a component of spec/openapi.yaml, such as `ChatCompletion`, by Ajv. It gives one text per
 * problem, such as `/messages/0 must have required property 'tool_call_id'`, and none for a valid value.
 */
export function validatorFor(component: string): (value: unknown) => readonly string[] {
  const pointer = `#/components/schemas/${component}`;
  const validate = compiled(pointer);
  return (value) => {
    if (validate(value)) return [];
    const texts = explain(nodeAt(pointer), value as Json);
    return texts.length > 0 ? texts : [`/ is no valid ${component}`];
  };
}
