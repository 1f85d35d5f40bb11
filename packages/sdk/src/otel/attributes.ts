import type { Attributes } from "@opentelemetry/api";

/** Sets an attribute if it has a value: what an SDK does with `undefined` and `null` depends on its version. */
export function setAttribute(target: Attributes, name: string, value: Attributes[string] | null): void {
  if (value !== undefined && value !== null) target[name] = value;
}
