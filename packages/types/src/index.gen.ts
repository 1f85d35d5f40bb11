// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 8e34eb8367560fcd). Do not edit.

export type * from "./schemas.gen.ts";
export type { Operations, paths, operations, components } from "./operations.gen.ts";
