// Generated from spec/openapi.yaml (sha256 ef828f81821f9d56) by scripts/generate.ts. Do not edit.

export { authHeader, createClient, serverOptions, servers } from "./client.gen.ts";
export type { Client, ClientOptions, Middleware } from "./client.gen.ts";
export type { Answer, Call, CallOptions, Data, ErrorBody, HeaderOptions, Init, ParseAs, PathsWith } from "./call.gen.ts";
export { operations } from "./operations.gen.ts";
