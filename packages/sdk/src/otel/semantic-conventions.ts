/**
 * The names of spans, events, attributes and metrics.
 *
 * Names without `openrouter` are those of the OpenTelemetry semantic conventions 1.41.1:
 * https://github.com/open-telemetry/semantic-conventions/tree/v1.41.1/docs/gen-ai. It is the last version that contains
 * the conventions for generative AI, and the one that backends read. They are now developed in
 * https://github.com/open-telemetry/semantic-conventions-genai, where the names of the metrics change.
 */
export const semanticConventions = {
  /** Name of the instrumentation scope. */
  scope: "@org/sdk",
  schemaUrl: "https://opentelemetry.io/schemas/1.41.1",
  /** Values of `gen_ai.operation.name`. */
  operations: { chat: "chat", embeddings: "embeddings", run: "invoke_agent", tool: "execute_tool" },
  /** Value of `gen_ai.provider.name`. */
  provider: "openrouter",
  /** Value of `gen_ai.tool.type`. */
  toolType: "function",
  /** Values of `gen_ai.token.type`. */
  tokenTypes: { input: "input", output: "output" },
  /** Value of `error.type` for an error without a code or a name. */
  otherError: "_OTHER",
  attributes: {
    operation: "gen_ai.operation.name",
    provider: "gen_ai.provider.name",
    conversationId: "gen_ai.conversation.id",
    outputType: "gen_ai.output.type",
    requestModel: "gen_ai.request.model",
    stream: "gen_ai.request.stream",
    temperature: "gen_ai.request.temperature",
    topP: "gen_ai.request.top_p",
    topK: "gen_ai.request.top_k",
    maxTokens: "gen_ai.request.max_tokens",
    seed: "gen_ai.request.seed",
    frequencyPenalty: "gen_ai.request.frequency_penalty",
    presencePenalty: "gen_ai.request.presence_penalty",
    choiceCount: "gen_ai.request.choice.count",
    stopSequences: "gen_ai.request.stop_sequences",
    encodingFormats: "gen_ai.request.encoding_formats",
    dimensions: "gen_ai.embeddings.dimension.count",
    responseId: "gen_ai.response.id",
    responseModel: "gen_ai.response.model",
    finishReasons: "gen_ai.response.finish_reasons",
    timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
    inputTokens: "gen_ai.usage.input_tokens",
    outputTokens: "gen_ai.usage.output_tokens",
    cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
    cacheWriteTokens: "gen_ai.usage.cache_creation.input_tokens",
    reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
    inputMessages: "gen_ai.input.messages",
    outputMessages: "gen_ai.output.messages",
    tokenType: "gen_ai.token.type",
    toolName: "gen_ai.tool.name",
    toolDescription: "gen_ai.tool.description",
    toolType: "gen_ai.tool.type",
    toolCallId: "gen_ai.tool.call.id",
    toolArguments: "gen_ai.tool.call.arguments",
    toolResult: "gen_ai.tool.call.result",
    serverAddress: "server.address",
    serverPort: "server.port",
    errorType: "error.type",
    httpMethod: "http.request.method",
    httpStatus: "http.response.status_code",
    resendCount: "http.request.resend_count",
    urlTemplate: "url.template",
    /** In US dollars. */
    cost: "openrouter.cost",
  },
  /** The conventions name no events of spans. */
  events: { retry: "openrouter.retry", firstChunk: "openrouter.first_chunk", canceled: "openrouter.canceled" },
  metrics: {
    tokenUsage: {
      name: "gen_ai.client.token.usage",
      unit: "{token}",
      description: "Number of input and output tokens used.",
      // Powers of four.
      buckets: [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    },
    duration: {
      name: "gen_ai.client.operation.duration",
      unit: "s",
      description: "GenAI operation duration.",
      buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    },
    /** The conventions have no metric of cost. */
    cost: { name: "openrouter.cost", unit: "{USD}", description: "What the account was charged." },
  },
} as const;
