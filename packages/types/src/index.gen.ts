// Generated from spec/openapi.yaml (sha256 c5ddf965a8d8a35e) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
