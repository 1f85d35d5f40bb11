// Generated from spec/openapi.yaml (sha256 c5ddf965a8d8a35e) by scripts/generate.ts. Do not edit.

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
            "400": "ChatCompletionError",
            "401": "ChatCompletionError",
            "402": "ChatCompletionError",
            "403": "ChatCompletionError",
            "404": "ChatCompletionError",
            "408": "ChatCompletionError",
            "413": "ChatCompletionError",
            "422": "ChatCompletionError",
            "429": "ChatCompletionError",
            "500": "ChatCompletionError",
            "502": "ChatCompletionError",
            "503": "ChatCompletionError",
            "504": "ChatCompletionError",
            "524": "ChatCompletionError",
            "529": "ChatCompletionError",
            "4XX": null,
            "5XX": null,
        },
    },
} as const;
