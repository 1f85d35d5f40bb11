// Generated from spec/openapi.yaml (sha256 ab677af88f214a5c) by scripts/generate.ts. Do not edit.

/** `POST /chat/completions` */
export const createChatCompletion = {
    method: "post",
    path: "/chat/completions",
    responseFields: ["id", "object", "created", "model", "provider", "choices"],
} as const;
