// Types only, but a real module: a value import of it must not fail where types are merely stripped.
export type * from "@org/types/schemas";
