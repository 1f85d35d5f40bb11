import { readFileSync } from "node:fs";

/**
 * The parts that the page of an operation must have, since users of generated SDKs expect them. The page may have more,
 * but must not change these.
 */
export const requiredParts = {
  headings: [
    "# Chat",
    "## Overview",
    "### Available Operations",
    "## complete",
    "### Example Usage",
    "### Standalone function",
    "### Parameters",
    "### Response",
    "### Errors",
  ],
  lines: [
    "(*chat*)",
    "* [complete](#complete) - Create a chat completion",
    '<!-- UsageSnippet language="typescript" operationID="createChatCompletion" method="post" path="/chat/completions" -->',
    "The standalone function version of this method:",
    "**Promise\\<[operations.CreateChatCompletionResponse](../../models/operations/createchatcompletionresponse.md)\\>**",
  ],
  /** The programs that run on every runtime in the tests of the packed packages. */
  code: ["method.ts", "standalone.ts"].map((file) =>
    readFileSync(new URL(`../packaging/packed/consumer/${file}`, import.meta.url), "utf8").trim(),
  ),
  parameters: {
    columns: ["Parameter", "Type", "Required", "Description"],
    rows: [
      [
        "`request`",
        "[models.ChatCompletionCreateParams](../../models/chatcompletioncreateparams.md)",
        ":heavy_check_mark:",
      ],
      ["`options`", "RequestOptions", ":heavy_minus_sign:"],
      [
        "`options.fetchOptions`",
        "[RequestInit](https://developer.mozilla.org/en-US/docs/Web/API/Request/Request#options)",
        ":heavy_minus_sign:",
      ],
      ["`options.retries`", "[RetryConfig](../../lib/utils/retryconfig.md)", ":heavy_minus_sign:"],
    ],
  },
  errors: {
    columns: ["Error Type", "Status Code", "Content Type"],
    rows: [
      { type: "errors.ChatCompletionError", statuses: ["400", "401", "429"], contentType: "application/json" },
      { type: "errors.ChatCompletionError", statuses: ["500"], contentType: "application/json" },
      { type: "errors.OpenRouterDefaultError", statuses: ["4XX", "5XX"], contentType: "\\*/\\*" },
    ],
  },
} as const;
