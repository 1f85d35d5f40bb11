// Generated from spec/openapi.yaml (sha256 30aff78b9aae6c20) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
