// Generated from spec/openapi.yaml (sha256 ef828f81821f9d56) by scripts/generate.ts. Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
