// Generated from spec/openapi.yaml (sha256 ab677af88f214a5c) by scripts/generate.ts. Do not edit.

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
} as const;
