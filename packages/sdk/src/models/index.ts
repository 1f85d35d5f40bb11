// Only types, but a real module, so that importing it works where types are stripped without being resolved.
export type * from "@org/types/schemas";
