import type { OperationInfo } from "../spec/operations.ts";

/** How a report calls an operation: `POST /chat/completions`. */
export function operationTitle({ method, path }: Pick<OperationInfo, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}
