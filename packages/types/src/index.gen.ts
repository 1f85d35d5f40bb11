// Generated from spec/openapi.yaml (sha256 bb8054d4e34ff79d) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
