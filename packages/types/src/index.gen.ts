// Generated from spec/openapi.yaml (sha256 65bbceec96bcd22b) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
