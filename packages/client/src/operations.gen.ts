// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: e6eecaefdc01d428). Do not edit.

/**
 * Every operation: its method and path, whether it can respond with an event stream, and for each error status the
 * name of the schema of its body in the types package (`null`: no body, or a schema without a name). `serverURL` is
 * set when an operation has a server of its own.
 */
export const operations = {
    /** Create a chat completion */
    createChatCompletion: {
        method: "POST",
        path: "/chat/completions",
        streaming: true,
        errors: {
            "400": "ErrorResponse",
            "401": "ErrorResponse",
            "402": "ErrorResponse",
            "403": "ErrorResponse",
            "404": "ErrorResponse",
            "408": "ErrorResponse",
            "413": "ErrorResponse",
            "422": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "502": "ErrorResponse",
            "503": "ErrorResponse",
            "504": "ErrorResponse",
            "524": "ErrorResponse",
            "529": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** List models */
    listModels: {
        method: "GET",
        path: "/models",
        streaming: false,
        errors: {
            "400": "ErrorResponse",
            "401": "ErrorResponse",
            "403": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** Get a model */
    getModel: {
        method: "GET",
        path: "/model/{author}/{slug}",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "403": "ErrorResponse",
            "404": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** List the endpoints of a model */
    listModelEndpoints: {
        method: "GET",
        path: "/models/{author}/{slug}/endpoints",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "403": "ErrorResponse",
            "404": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** Get a generation */
    getGeneration: {
        method: "GET",
        path: "/generation",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "402": "ErrorResponse",
            "404": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "502": "ErrorResponse",
            "524": "ErrorResponse",
            "529": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** Get the credits of the account */
    getCredits: {
        method: "GET",
        path: "/credits",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "403": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** Get the current API key */
    getCurrentKey: {
        method: "GET",
        path: "/key",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** List providers */
    listProviders: {
        method: "GET",
        path: "/providers",
        streaming: false,
        errors: {
            "401": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
    /** Create embeddings */
    createEmbeddings: {
        method: "POST",
        path: "/embeddings",
        streaming: false,
        errors: {
            "400": "ErrorResponse",
            "401": "ErrorResponse",
            "402": "ErrorResponse",
            "404": "ErrorResponse",
            "408": "ErrorResponse",
            "413": "ErrorResponse",
            "429": "ErrorResponse",
            "500": "ErrorResponse",
            "502": "ErrorResponse",
            "503": "ErrorResponse",
            "524": "ErrorResponse",
            "529": "ErrorResponse",
            "4XX": null,
            "5XX": null,
        },
    },
} as const;
