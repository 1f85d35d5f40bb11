// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: e9689edccab6fb9b). Do not edit.

export { authHeader, createClient, serverOptions, servers } from "./client.gen.ts";
export type { Client, ClientOptions, Middleware } from "./client.gen.ts";
export type { Answer, Call, CallOptions, Data, ErrorBody, HeaderOptions, Init, ParseAs, PathsWith } from "./call.gen.ts";
export { operations } from "./operations.gen.ts";
