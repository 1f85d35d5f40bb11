// Generated from spec/openapi.yaml (sha256 3b679a93efe4efd6) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
