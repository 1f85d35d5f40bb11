// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 690cbcc809f43b3c). Do not edit.

/** `POST /chat/completions` */
export const createChatCompletion = {
    method: "post",
    path: "/chat/completions",
    responseFields: ["id", "object", "created", "model", "provider", "choices"],
} as const;

/** `GET /models` */
export const listModels = {
    method: "get",
    path: "/models",
    responseFields: ["data"],
    querySerializer: { array: { style: "form", explode: false } },
} as const;

/** `GET /model/{author}/{slug}` */
export const getModel = {
    method: "get",
    path: "/model/{author}/{slug}",
    responseFields: ["data"],
} as const;

/** `GET /models/{author}/{slug}/endpoints` */
export const listModelEndpoints = {
    method: "get",
    path: "/models/{author}/{slug}/endpoints",
    responseFields: ["data"],
} as const;

/** `GET /generation` */
export const getGeneration = {
    method: "get",
    path: "/generation",
    responseFields: ["data"],
} as const;

/** `GET /credits` */
export const getCredits = {
    method: "get",
    path: "/credits",
    responseFields: ["data"],
} as const;

/** `GET /key` */
export const getCurrentKey = {
    method: "get",
    path: "/key",
    responseFields: ["data"],
} as const;

/** `GET /providers` */
export const listProviders = {
    method: "get",
    path: "/providers",
    responseFields: ["data"],
} as const;

/** `POST /embeddings` */
export const createEmbeddings = {
    method: "post",
    path: "/embeddings",
    responseFields: ["object", "data", "model"],
} as const;
