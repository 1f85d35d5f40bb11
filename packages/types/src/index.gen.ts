// Generated from spec/openapi.yaml (sha256 ab677af88f214a5c) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
