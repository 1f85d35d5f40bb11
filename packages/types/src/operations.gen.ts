// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 5ea5a08401f4981a). Do not edit.

import type {
    AdvisorParameters,
    AnnotationDetail,
    AnnotationDetailFile,
    AnnotationDetailFileAnnotation,
    AnnotationDetailURLCitation,
    ArtificialAnalysisBenchmark,
    BashEngine,
    BashEnvironment,
    BashEnvironmentAuto,
    BashEnvironmentReference,
    BashParameters,
    CacheControl,
    ChatCompletion,
    ChatCompletionAdvisorServerTool,
    ChatCompletionAssistantMessageParam,
    ChatCompletionAudioParams,
    ChatCompletionBashServerTool,
    ChatCompletionChoice,
    ChatCompletionChunk,
    ChatCompletionChunkChoice,
    ChatCompletionChunkChoiceDelta,
    ChatCompletionChunkChoiceDeltaToolCall,
    ChatCompletionChunkChoiceDeltaToolCallFunction,
    ChatCompletionChunkDebug,
    ChatCompletionContentPart,
    ChatCompletionContentPartAudio,
    ChatCompletionContentPartFile,
    ChatCompletionContentPartImage,
    ChatCompletionContentPartInputVideo,
    ChatCompletionContentPartText,
    ChatCompletionContentPartVideo,
    ChatCompletionCreateParams,
    ChatCompletionDatetimeServerTool,
    ChatCompletionDeveloperMessageParam,
    ChatCompletionErrorDetail,
    ChatCompletionFinishReason,
    ChatCompletionFunctionTool,
    ChatCompletionFusionServerTool,
    ChatCompletionImageGenerationServerTool,
    ChatCompletionMessage,
    ChatCompletionMessageAudio,
    ChatCompletionMessageImage,
    ChatCompletionMessageImageURL,
    ChatCompletionMessageParam,
    ChatCompletionMessageToolCall,
    ChatCompletionMessageToolCallFunction,
    ChatCompletionNamedToolChoice,
    ChatCompletionNamedToolChoiceFunction,
    ChatCompletionPrediction,
    ChatCompletionSearchModelsServerTool,
    ChatCompletionServerTool,
    ChatCompletionServerToolChoice,
    ChatCompletionStreamOptions,
    ChatCompletionSubagentServerTool,
    ChatCompletionSystemMessageParam,
    ChatCompletionTokenLogprob,
    ChatCompletionTokenLogprobs,
    ChatCompletionTool,
    ChatCompletionToolChoiceOption,
    ChatCompletionToolMessageParam,
    ChatCompletionTopLogprob,
    ChatCompletionUserMessageParam,
    ChatCompletionWebFetchServerTool,
    ChatCompletionWebSearchServerTool,
    ChatCompletionWebSearchTool,
    CompletionTokensDetails,
    CompletionUsage,
    CostDetails,
    CostTier,
    Credits,
    CreditsResponse,
    CurrentKey,
    CurrentKeyRateLimit,
    CurrentKeyResponse,
    DatetimeParameters,
    DebugOptions,
    DesignArenaBenchmark,
    Embedding,
    EmbeddingsContentPart,
    EmbeddingsContentPartAudio,
    EmbeddingsContentPartFile,
    EmbeddingsContentPartImage,
    EmbeddingsContentPartText,
    EmbeddingsContentPartVideo,
    EmbeddingsCreateParams,
    EmbeddingsImageURL,
    EmbeddingsInput,
    EmbeddingsInputItem,
    EmbeddingsMedia,
    EmbeddingsPromptTokensDetails,
    EmbeddingsResponse,
    EmbeddingsUsage,
    Endpoint,
    ErrorMetadata,
    ErrorMetadataHeaders,
    ErrorMetadataPreviousError,
    ErrorResponse,
    ErrorType,
    FileCitation,
    FunctionDefinition,
    FusionParameters,
    Generation,
    GenerationProviderResponse,
    GenerationResponse,
    ImageGenerationParameters,
    ImageURL,
    InputAudio,
    InputFile,
    Model,
    ModelAliasTarget,
    ModelArchitecture,
    ModelBenchmarks,
    ModelDefaultParameters,
    ModelEndpoints,
    ModelEndpointsResponse,
    ModelInputModality,
    ModelLinks,
    ModelOutputModality,
    ModelParameter,
    ModelPricing,
    ModelReasoning,
    ModelRequestLimits,
    ModelResponse,
    ModelTopProvider,
    ModelsListLinks,
    ModelsListResponse,
    NestedServerTool,
    OpenRouterMetadata,
    OpenRouterMetadataAttempt,
    OpenRouterMetadataEndpoint,
    OpenRouterMetadataEndpoints,
    OpenRouterMetadataParams,
    OpenRouterMetadataPipelineStage,
    OutputModality,
    ParsedFile,
    ParsedFilePart,
    PercentileStats,
    PercentileThresholds,
    Plugin,
    PluginAutoBetaRouter,
    PluginAutoRouter,
    PluginChainOfThought,
    PluginContextCompression,
    PluginFileParser,
    PluginFileParserPDF,
    PluginFusion,
    PluginModeration,
    PluginParetoRouter,
    PluginResponseHealing,
    PluginSwitchyardRouter,
    PluginWeb,
    PluginWebFetch,
    PricingOverride,
    PromptCacheBreakpoint,
    PromptCacheOptions,
    PromptTokensDetails,
    Provider,
    ProviderMaxPrice,
    ProviderName,
    ProviderPreferences,
    ProviderSort,
    ProviderSortOptions,
    ProvidersListResponse,
    Quantization,
    ReasoningConfig,
    ReasoningDetail,
    ReasoningDetailEncrypted,
    ReasoningDetailServerToolCall,
    ReasoningDetailSummary,
    ReasoningDetailText,
    ReasoningEffort,
    ReasoningFormat,
    ResponseFormat,
    ResponseFormatGrammar,
    ResponseFormatJSONObject,
    ResponseFormatJSONSchema,
    ResponseFormatJSONSchemaDefinition,
    ResponseFormatPython,
    ResponseFormatText,
    SearchModelsParameters,
    ServerToolReasoning,
    ServerToolUse,
    ServerToolUseDetails,
    ServiceTier,
    ServiceTierUsed,
    StopCondition,
    StopConditionFinishReason,
    StopConditionMaxCost,
    StopConditionMaxTokens,
    StopConditionStepCount,
    StopConditionToolCall,
    SubagentParameters,
    TraceConfig,
    URLCitation,
    UsageOptions,
    Verbosity,
    VideoURL,
    WebFetchEngine,
    WebFetchParameters,
    WebSearchContextSize,
    WebSearchEngine,
    WebSearchMode,
    WebSearchOptions,
    WebSearchParameters,
    WebSearchUserLocation,
} from "./schemas.gen.ts";

export interface Operations {
    /** `POST /chat/completions`: Create a chat completion */
    createChatCompletion: {
        parameters: {
            header?: {
                /**
                 * Address of your app. The service credits usage to it; without it an app appears in no ranking.
                 * @example https://garden.example.com
                 */
                "HTTP-Referer"?: string | undefined;
                /**
                 * Name of your app as rankings show it. The older name `X-Title` is accepted as well.
                 * @example Garden helper
                 */
                "X-OpenRouter-Title"?: string | undefined;
                /**
                 * Categories of your app, separated by commas; each in lower case with hyphens, at most 30 characters. Unknown ones are dropped.
                 * @example programming-app,cli-agent
                 */
                "X-OpenRouter-Categories"?: string | undefined;
                /** `enabled` adds `openrouter_metadata` to completions and errors: how the request was routed. Any other value counts as `disabled`, the default. */
                "X-OpenRouter-Metadata"?: "enabled" | "disabled" | undefined;
                /** `true` serves a repeated request from the response cache (beta). The key is a hash of the body, in which the order of properties matters and a default that is set explicitly counts as a difference. A hit reports a usage of zero. */
                "X-OpenRouter-Cache"?: "true" | "false" | undefined;
                /** How long the response cache may keep the response, in seconds, 1 to 86400. */
                "X-OpenRouter-Cache-TTL"?: number | undefined;
                /** `true` drops a cached response to this request and asks the model again. */
                "X-OpenRouter-Cache-Clear"?: "true" | undefined;
                /** The same as `session_id` of the body, which takes precedence. */
                "x-session-id"?: string | undefined;
                /** Your own keys for providers, as JSON text that maps provider slugs to keys. Secret: keep it out of logs. */
                "X-Provider-API-Keys"?: string | undefined;
            } | undefined;
        };
        request: ChatCompletionCreateParams;
        response: ChatCompletion;
        event: ChatCompletionChunk;
        errors: {
            400: ErrorResponse;
            401: ErrorResponse;
            402: ErrorResponse;
            403: ErrorResponse;
            404: ErrorResponse;
            408: ErrorResponse;
            413: ErrorResponse;
            422: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            502: ErrorResponse;
            503: ErrorResponse;
            504: ErrorResponse;
            524: ErrorResponse;
            529: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /models`: List models */
    listModels: {
        parameters: {
            query?: {
                /**
                 * How many models to skip, at least 0. Default 0.
                 * @example 100
                 */
                offset?: number | undefined;
                /**
                 * How many models to return, 1 to 1000. Default 500 when `offset` is set.
                 * @example 50
                 */
                limit?: number | undefined;
                /**
                 * Text to look for in the names and slugs of models.
                 * @example haiku
                 */
                q?: string | undefined;
                /**
                 * Use case that the models are popular for.
                 * @example translation
                 */
                category?: "programming" | "roleplay" | "marketing" | "marketing/seo" | "technology" | "science" | "translation" | "legal" | "finance" | "health" | "trivia" | "academia" | (string & {}) | undefined;
                /**
                 * Order of the list. `pricing` is the mean price of prompt and completion, `context` the context length; `throughput` and `latency` are recent medians. `top-weekly` counts the tokens of the last week, and the last four are third-party scores: models without one come last. Default: an order of the service's own.
                 * @example context-high-to-low
                 */
                sort?: "most-popular" | "newest" | "top-weekly" | "pricing-low-to-high" | "pricing-high-to-low" | "context-high-to-low" | "throughput-high-to-low" | "latency-low-to-high" | "intelligence-high-to-low" | "coding-high-to-low" | "agentic-high-to-low" | "design-arena-elo-high-to-low" | (string & {}) | undefined;
                /**
                 * Only models that support these request parameters. Sent as one value, separated by commas.
                 * @example [
                 *   "tools",
                 *   "response_format"
                 * ]
                 */
                supported_parameters?: readonly ModelParameter[] | undefined;
                /**
                 * Only models that accept these kinds of input. Sent as one value, separated by commas.
                 * @example [
                 *   "text",
                 *   "image"
                 * ]
                 */
                input_modalities?: readonly ModelInputModality[] | undefined;
                /**
                 * Only models that produce these kinds of output; `all` lists every model. Sent as one value, separated by commas. Default `text`.
                 * @example [
                 *   "embeddings"
                 * ]
                 */
                output_modalities?: readonly ("all" | ModelOutputModality)[] | undefined;
                /**
                 * Only models of these authors, by slug. Sent as one value, separated by commas.
                 * @example [
                 *   "mistralai",
                 *   "qwen"
                 * ]
                 */
                model_authors?: readonly string[] | undefined;
                /**
                 * Only models that one of these providers hosts, by name. Sent as one value, separated by commas.
                 * @example [
                 *   "DeepInfra",
                 *   "Together"
                 * ]
                 */
                providers?: readonly string[] | undefined;
                /**
                 * Only models of this family, such as `GPT`, `Claude`, `Gemini` or `Llama`.
                 * @example Llama
                 */
                arch?: string | undefined;
                /**
                 * Smallest context length in tokens, at least 1.
                 * @example 200000
                 */
                context?: number | undefined;
                /**
                 * Lowest price of a million prompt tokens, in US dollars, at least 0.
                 * @example 0.1
                 */
                min_price?: number | undefined;
                /**
                 * Highest price of a million prompt tokens, in US dollars, at least 0.
                 * @example 1.5
                 */
                max_price?: number | undefined;
                /**
                 * Lowest price of a million completion tokens, in US dollars, at least 0.
                 * @example 0.5
                 */
                min_output_price?: number | undefined;
                /**
                 * Highest price of a million completion tokens, in US dollars, at least 0.
                 * @example 6
                 */
                max_output_price?: number | undefined;
                /**
                 * Least number of days since the model was created, at least 0.
                 * @example 7
                 */
                min_age_days?: number | undefined;
                /**
                 * Greatest number of days since the model was created, at least 0.
                 * @example 180
                 */
                max_age_days?: number | undefined;
                /**
                 * Lowest intelligence index of Artificial Analysis, at least 0.
                 * @example 40
                 */
                min_intelligence_index?: number | undefined;
                /**
                 * Highest intelligence index of Artificial Analysis, at least 0.
                 * @example 70
                 */
                max_intelligence_index?: number | undefined;
                /**
                 * Lowest coding index of Artificial Analysis, at least 0.
                 * @example 35
                 */
                min_coding_index?: number | undefined;
                /**
                 * Highest coding index of Artificial Analysis, at least 0.
                 * @example 65
                 */
                max_coding_index?: number | undefined;
                /**
                 * Lowest agentic index of Artificial Analysis, at least 0.
                 * @example 30
                 */
                min_agentic_index?: number | undefined;
                /**
                 * Highest agentic index of Artificial Analysis, at least 0.
                 * @example 60
                 */
                max_agentic_index?: number | undefined;
                /**
                 * Lowest share of requests with tools that end in a tool call, 0 to 1.
                 * @example 0.85
                 */
                min_tool_success_rate?: number | undefined;
                /**
                 * Highest share of requests with tools that end in a tool call, 0 to 1.
                 * @example 0.99
                 */
                max_tool_success_rate?: number | undefined;
                /**
                 * `true` lists only models whose output may be used for training, `false` only the others.
                 * @example true
                 */
                distillable?: "true" | "false" | undefined;
                /**
                 * `true` lists only models with an endpoint that retains no data.
                 * @example true
                 */
                zdr?: "true" | undefined;
                /**
                 * Only models with an endpoint in this data region.
                 * @example eu
                 */
                region?: "eu" | "us" | (string & {}) | undefined;
            } | undefined;
        };
        request: {
            /**
             * How many models to skip, at least 0. Default 0.
             * @example 100
             */
            offset?: number | undefined;
            /**
             * How many models to return, 1 to 1000. Default 500 when `offset` is set.
             * @example 50
             */
            limit?: number | undefined;
            /**
             * Text to look for in the names and slugs of models.
             * @example haiku
             */
            q?: string | undefined;
            /**
             * Use case that the models are popular for.
             * @example translation
             */
            category?: "programming" | "roleplay" | "marketing" | "marketing/seo" | "technology" | "science" | "translation" | "legal" | "finance" | "health" | "trivia" | "academia" | (string & {}) | undefined;
            /**
             * Order of the list. `pricing` is the mean price of prompt and completion, `context` the context length; `throughput` and `latency` are recent medians. `top-weekly` counts the tokens of the last week, and the last four are third-party scores: models without one come last. Default: an order of the service's own.
             * @example context-high-to-low
             */
            sort?: "most-popular" | "newest" | "top-weekly" | "pricing-low-to-high" | "pricing-high-to-low" | "context-high-to-low" | "throughput-high-to-low" | "latency-low-to-high" | "intelligence-high-to-low" | "coding-high-to-low" | "agentic-high-to-low" | "design-arena-elo-high-to-low" | (string & {}) | undefined;
            /**
             * Only models that support these request parameters. Sent as one value, separated by commas.
             * @example [
             *   "tools",
             *   "response_format"
             * ]
             */
            supported_parameters?: readonly ModelParameter[] | undefined;
            /**
             * Only models that accept these kinds of input. Sent as one value, separated by commas.
             * @example [
             *   "text",
             *   "image"
             * ]
             */
            input_modalities?: readonly ModelInputModality[] | undefined;
            /**
             * Only models that produce these kinds of output; `all` lists every model. Sent as one value, separated by commas. Default `text`.
             * @example [
             *   "embeddings"
             * ]
             */
            output_modalities?: readonly ("all" | ModelOutputModality)[] | undefined;
            /**
             * Only models of these authors, by slug. Sent as one value, separated by commas.
             * @example [
             *   "mistralai",
             *   "qwen"
             * ]
             */
            model_authors?: readonly string[] | undefined;
            /**
             * Only models that one of these providers hosts, by name. Sent as one value, separated by commas.
             * @example [
             *   "DeepInfra",
             *   "Together"
             * ]
             */
            providers?: readonly string[] | undefined;
            /**
             * Only models of this family, such as `GPT`, `Claude`, `Gemini` or `Llama`.
             * @example Llama
             */
            arch?: string | undefined;
            /**
             * Smallest context length in tokens, at least 1.
             * @example 200000
             */
            context?: number | undefined;
            /**
             * Lowest price of a million prompt tokens, in US dollars, at least 0.
             * @example 0.1
             */
            min_price?: number | undefined;
            /**
             * Highest price of a million prompt tokens, in US dollars, at least 0.
             * @example 1.5
             */
            max_price?: number | undefined;
            /**
             * Lowest price of a million completion tokens, in US dollars, at least 0.
             * @example 0.5
             */
            min_output_price?: number | undefined;
            /**
             * Highest price of a million completion tokens, in US dollars, at least 0.
             * @example 6
             */
            max_output_price?: number | undefined;
            /**
             * Least number of days since the model was created, at least 0.
             * @example 7
             */
            min_age_days?: number | undefined;
            /**
             * Greatest number of days since the model was created, at least 0.
             * @example 180
             */
            max_age_days?: number | undefined;
            /**
             * Lowest intelligence index of Artificial Analysis, at least 0.
             * @example 40
             */
            min_intelligence_index?: number | undefined;
            /**
             * Highest intelligence index of Artificial Analysis, at least 0.
             * @example 70
             */
            max_intelligence_index?: number | undefined;
            /**
             * Lowest coding index of Artificial Analysis, at least 0.
             * @example 35
             */
            min_coding_index?: number | undefined;
            /**
             * Highest coding index of Artificial Analysis, at least 0.
             * @example 65
             */
            max_coding_index?: number | undefined;
            /**
             * Lowest agentic index of Artificial Analysis, at least 0.
             * @example 30
             */
            min_agentic_index?: number | undefined;
            /**
             * Highest agentic index of Artificial Analysis, at least 0.
             * @example 60
             */
            max_agentic_index?: number | undefined;
            /**
             * Lowest share of requests with tools that end in a tool call, 0 to 1.
             * @example 0.85
             */
            min_tool_success_rate?: number | undefined;
            /**
             * Highest share of requests with tools that end in a tool call, 0 to 1.
             * @example 0.99
             */
            max_tool_success_rate?: number | undefined;
            /**
             * `true` lists only models whose output may be used for training, `false` only the others.
             * @example true
             */
            distillable?: "true" | "false" | undefined;
            /**
             * `true` lists only models with an endpoint that retains no data.
             * @example true
             */
            zdr?: "true" | undefined;
            /**
             * Only models with an endpoint in this data region.
             * @example eu
             */
            region?: "eu" | "us" | (string & {}) | undefined;
        };
        response: ModelsListResponse;
        errors: {
            400: ErrorResponse;
            401: ErrorResponse;
            403: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /model/{author}/{slug}`: Get a model */
    getModel: {
        parameters: {
            path: {
                /**
                 * Slug of the model's author, the part of the model's slug before the slash.
                 * @example example
                 */
                author: string;
                /**
                 * Slug of the model without its author, with an optional variant such as `:free`.
                 * @example heron-2:free
                 */
                slug: string;
            };
        };
        request: {
            /**
             * Slug of the model's author, the part of the model's slug before the slash.
             * @example example
             */
            author: string;
            /**
             * Slug of the model without its author, with an optional variant such as `:free`.
             * @example heron-2:free
             */
            slug: string;
        };
        response: ModelResponse;
        errors: {
            401: ErrorResponse;
            403: ErrorResponse;
            404: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /models/{author}/{slug}/endpoints`: List the endpoints of a model */
    listModelEndpoints: {
        parameters: {
            path: {
                /**
                 * Slug of the model's author, the part of the model's slug before the slash.
                 * @example example
                 */
                author: string;
                /**
                 * Slug of the model without its author.
                 * @example heron-2
                 */
                slug: string;
            };
        };
        request: {
            /**
             * Slug of the model's author, the part of the model's slug before the slash.
             * @example example
             */
            author: string;
            /**
             * Slug of the model without its author.
             * @example heron-2
             */
            slug: string;
        };
        response: ModelEndpointsResponse;
        errors: {
            401: ErrorResponse;
            403: ErrorResponse;
            404: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /generation`: Get a generation */
    getGeneration: {
        parameters: {
            query: {
                /**
                 * ID of the generation, the `id` of a completion or the response header `X-Generation-Id`.
                 * @example gen-1790000001-Hn2bQ5vXw8KcRt0Lm3Ya
                 */
                id: string;
            };
        };
        request: {
            /**
             * ID of the generation, the `id` of a completion or the response header `X-Generation-Id`.
             * @example gen-1790000001-Hn2bQ5vXw8KcRt0Lm3Ya
             */
            id: string;
        };
        response: GenerationResponse;
        errors: {
            401: ErrorResponse;
            402: ErrorResponse;
            404: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            502: ErrorResponse;
            524: ErrorResponse;
            529: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /credits`: Get the credits of the account */
    getCredits: {
        request: undefined;
        response: CreditsResponse;
        errors: {
            401: ErrorResponse;
            403: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /key`: Get the current API key */
    getCurrentKey: {
        request: undefined;
        response: CurrentKeyResponse;
        errors: {
            401: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `GET /providers`: List providers */
    listProviders: {
        request: undefined;
        response: ProvidersListResponse;
        errors: {
            401: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
    /** `POST /embeddings`: Create embeddings */
    createEmbeddings: {
        request: EmbeddingsCreateParams;
        response: EmbeddingsResponse;
        errors: {
            400: ErrorResponse;
            401: ErrorResponse;
            402: ErrorResponse;
            404: ErrorResponse;
            408: ErrorResponse;
            413: ErrorResponse;
            429: ErrorResponse;
            500: ErrorResponse;
            502: ErrorResponse;
            503: ErrorResponse;
            524: ErrorResponse;
            529: ErrorResponse;
            "4XX": string;
            "5XX": string;
        };
    };
}

export interface paths {
    "/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a chat completion
         *
         * Sends a conversation to a model, and returns the model's next message. With `stream: true` the response arrives as server-sent events while the model generates it; otherwise as one JSON document when the model has finished. Closing the connection of a stream stops generation and billing at providers that support it. Without `stream`, generation continues, and is billed, even if the client disconnects.
         */
        post: operations["createChatCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List models
         *
         * Returns the models that the service offers, with their prices, limits and parameters. All filters must hold for a model to be listed. Without `offset` and `limit` the response holds the whole list.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/model/{author}/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                author: string;
                slug: string;
            };
            cookie?: never;
        };
        /**
         * Get a model
         *
         * Returns one model with its prices, limits and parameters. The slug may have a variant, and may be an alias: the response names the model that it stands for.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models/{author}/{slug}/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                author: string;
                slug: string;
            };
            cookie?: never;
        };
        /**
         * List the endpoints of a model
         *
         * Returns a model with the endpoints that serve it: one for each way in which a provider hosts it, with its own prices, limits, and measurements.
         */
        get: operations["listModelEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a generation
         *
         * Returns what is known about one generation of the account: its tokens, cost, timing, and the providers that were tried. The text itself is not part of it.
         */
        get: operations["getGeneration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the credits of the account
         *
         * Returns how many credits the account has bought and used. Needs a management key; any other key gets a 403.
         */
        get: operations["getCredits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current API key
         *
         * Returns the limits and the usage of the API key that the request is sent with, never the key itself.
         */
        get: operations["getCurrentKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List providers
         *
         * Returns every provider that the service can route requests to, with its policies and locations.
         */
        get: operations["listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/embeddings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create embeddings
         *
         * Turns texts, tokens or media into vectors, one for each input, for search, clustering and comparison. There is no stream: the response is one JSON document.
         */
        post: operations["createEmbeddings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}

export interface operations {
    createChatCompletion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * Address of your app. The service credits usage to it; without it an app appears in no ranking.
                 * @example https://garden.example.com
                 */
                "HTTP-Referer"?: components["parameters"]["HTTPReferer"] | undefined;
                /**
                 * Name of your app as rankings show it. The older name `X-Title` is accepted as well.
                 * @example Garden helper
                 */
                "X-OpenRouter-Title"?: components["parameters"]["Title"] | undefined;
                /**
                 * Categories of your app, separated by commas; each in lower case with hyphens, at most 30 characters. Unknown ones are dropped.
                 * @example programming-app,cli-agent
                 */
                "X-OpenRouter-Categories"?: components["parameters"]["Categories"] | undefined;
                /** `enabled` adds `openrouter_metadata` to completions and errors: how the request was routed. Any other value counts as `disabled`, the default. */
                "X-OpenRouter-Metadata"?: components["parameters"]["Metadata"] | undefined;
                /** `true` serves a repeated request from the response cache (beta). The key is a hash of the body, in which the order of properties matters and a default that is set explicitly counts as a difference. A hit reports a usage of zero. */
                "X-OpenRouter-Cache"?: components["parameters"]["Cache"] | undefined;
                /** How long the response cache may keep the response, in seconds, 1 to 86400. */
                "X-OpenRouter-Cache-TTL"?: components["parameters"]["CacheTTL"] | undefined;
                /** `true` drops a cached response to this request and asks the model again. */
                "X-OpenRouter-Cache-Clear"?: components["parameters"]["CacheClear"] | undefined;
                /** The same as `session_id` of the body, which takes precedence. */
                "x-session-id"?: components["parameters"]["SessionId"] | undefined;
                /** Your own keys for providers, as JSON text that maps provider slugs to keys. Secret: keep it out of logs. */
                "X-Provider-API-Keys"?: components["parameters"]["ProviderAPIKeys"] | undefined;
            } | undefined;
            path?: never;
            cookie?: never;
        };
        /** The conversation, the model that continues it, and its parameters. */
        requestBody: {
            content: {
                "application/json": ChatCompletionCreateParams;
            };
        };
        responses: {
            /** The response. As `application/json` (one completion) it is normally preceded by white space, which the service writes to keep the connection alive while the model works; a JSON parser skips it. Since that sends the status before the outcome is known, a 200 can also carry an error body (`ErrorResponse`, with no `choices`): look for a top-level `error` first. As `text/event-stream` (only with `stream: true`) each event is one JSON chunk in a `data:` line, comment lines mean that the service is still working, and `data: [DONE]` marks the end. */
            200: {
                headers: {
                    "X-Generation-Id": components["headers"]["GenerationId"];
                    "X-Provider-Name": components["headers"]["ProviderName"];
                    "X-OpenRouter-Cache-Status": components["headers"]["CacheStatus"];
                    "X-OpenRouter-Cache-Age": components["headers"]["CacheAge"];
                    "X-OpenRouter-Cache-TTL": components["headers"]["CacheTTL"];
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ChatCompletion;
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            524: components["responses"]["EdgeTimeout"];
            529: components["responses"]["ProviderOverloaded"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    listModels: {
        parameters: {
            query?: {
                /**
                 * How many models to skip, at least 0. Default 0.
                 * @example 100
                 */
                offset?: number | undefined;
                /**
                 * How many models to return, 1 to 1000. Default 500 when `offset` is set.
                 * @example 50
                 */
                limit?: number | undefined;
                /**
                 * Text to look for in the names and slugs of models.
                 * @example haiku
                 */
                q?: string | undefined;
                /**
                 * Use case that the models are popular for.
                 * @example translation
                 */
                category?: "programming" | "roleplay" | "marketing" | "marketing/seo" | "technology" | "science" | "translation" | "legal" | "finance" | "health" | "trivia" | "academia" | (string & {}) | undefined;
                /**
                 * Order of the list. `pricing` is the mean price of prompt and completion, `context` the context length; `throughput` and `latency` are recent medians. `top-weekly` counts the tokens of the last week, and the last four are third-party scores: models without one come last. Default: an order of the service's own.
                 * @example context-high-to-low
                 */
                sort?: "most-popular" | "newest" | "top-weekly" | "pricing-low-to-high" | "pricing-high-to-low" | "context-high-to-low" | "throughput-high-to-low" | "latency-low-to-high" | "intelligence-high-to-low" | "coding-high-to-low" | "agentic-high-to-low" | "design-arena-elo-high-to-low" | (string & {}) | undefined;
                /**
                 * Only models that support these request parameters. Sent as one value, separated by commas.
                 * @example [
                 *   "tools",
                 *   "response_format"
                 * ]
                 */
                supported_parameters?: readonly ModelParameter[] | undefined;
                /**
                 * Only models that accept these kinds of input. Sent as one value, separated by commas.
                 * @example [
                 *   "text",
                 *   "image"
                 * ]
                 */
                input_modalities?: readonly ModelInputModality[] | undefined;
                /**
                 * Only models that produce these kinds of output; `all` lists every model. Sent as one value, separated by commas. Default `text`.
                 * @example [
                 *   "embeddings"
                 * ]
                 */
                output_modalities?: readonly ("all" | ModelOutputModality)[] | undefined;
                /**
                 * Only models of these authors, by slug. Sent as one value, separated by commas.
                 * @example [
                 *   "mistralai",
                 *   "qwen"
                 * ]
                 */
                model_authors?: readonly string[] | undefined;
                /**
                 * Only models that one of these providers hosts, by name. Sent as one value, separated by commas.
                 * @example [
                 *   "DeepInfra",
                 *   "Together"
                 * ]
                 */
                providers?: readonly string[] | undefined;
                /**
                 * Only models of this family, such as `GPT`, `Claude`, `Gemini` or `Llama`.
                 * @example Llama
                 */
                arch?: string | undefined;
                /**
                 * Smallest context length in tokens, at least 1.
                 * @example 200000
                 */
                context?: number | undefined;
                /**
                 * Lowest price of a million prompt tokens, in US dollars, at least 0.
                 * @example 0.1
                 */
                min_price?: number | undefined;
                /**
                 * Highest price of a million prompt tokens, in US dollars, at least 0.
                 * @example 1.5
                 */
                max_price?: number | undefined;
                /**
                 * Lowest price of a million completion tokens, in US dollars, at least 0.
                 * @example 0.5
                 */
                min_output_price?: number | undefined;
                /**
                 * Highest price of a million completion tokens, in US dollars, at least 0.
                 * @example 6
                 */
                max_output_price?: number | undefined;
                /**
                 * Least number of days since the model was created, at least 0.
                 * @example 7
                 */
                min_age_days?: number | undefined;
                /**
                 * Greatest number of days since the model was created, at least 0.
                 * @example 180
                 */
                max_age_days?: number | undefined;
                /**
                 * Lowest intelligence index of Artificial Analysis, at least 0.
                 * @example 40
                 */
                min_intelligence_index?: number | undefined;
                /**
                 * Highest intelligence index of Artificial Analysis, at least 0.
                 * @example 70
                 */
                max_intelligence_index?: number | undefined;
                /**
                 * Lowest coding index of Artificial Analysis, at least 0.
                 * @example 35
                 */
                min_coding_index?: number | undefined;
                /**
                 * Highest coding index of Artificial Analysis, at least 0.
                 * @example 65
                 */
                max_coding_index?: number | undefined;
                /**
                 * Lowest agentic index of Artificial Analysis, at least 0.
                 * @example 30
                 */
                min_agentic_index?: number | undefined;
                /**
                 * Highest agentic index of Artificial Analysis, at least 0.
                 * @example 60
                 */
                max_agentic_index?: number | undefined;
                /**
                 * Lowest share of requests with tools that end in a tool call, 0 to 1.
                 * @example 0.85
                 */
                min_tool_success_rate?: number | undefined;
                /**
                 * Highest share of requests with tools that end in a tool call, 0 to 1.
                 * @example 0.99
                 */
                max_tool_success_rate?: number | undefined;
                /**
                 * `true` lists only models whose output may be used for training, `false` only the others.
                 * @example true
                 */
                distillable?: "true" | "false" | undefined;
                /**
                 * `true` lists only models with an endpoint that retains no data.
                 * @example true
                 */
                zdr?: "true" | undefined;
                /**
                 * Only models with an endpoint in this data region.
                 * @example eu
                 */
                region?: "eu" | "us" | (string & {}) | undefined;
            } | undefined;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The models that match, in the order asked for. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ModelsListResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Slug of the model's author, the part of the model's slug before the slash.
                 * @example example
                 */
                author: components["parameters"]["ModelAuthor"];
                /**
                 * Slug of the model without its author, with an optional variant such as `:free`.
                 * @example heron-2:free
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The model. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ModelResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    listModelEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * Slug of the model's author, the part of the model's slug before the slash.
                 * @example example
                 */
                author: components["parameters"]["ModelAuthor"];
                /**
                 * Slug of the model without its author.
                 * @example heron-2
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The model and its endpoints. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ModelEndpointsResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    getGeneration: {
        parameters: {
            query: {
                /**
                 * ID of the generation, the `id` of a completion or the response header `X-Generation-Id`.
                 * @example gen-1790000001-Hn2bQ5vXw8KcRt0Lm3Ya
                 */
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The generation. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": GenerationResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            524: components["responses"]["EdgeTimeout"];
            529: components["responses"]["ProviderOverloaded"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    getCredits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The credits. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CreditsResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    getCurrentKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The key. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": CurrentKeyResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    listProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The providers. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ProvidersListResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
    createEmbeddings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to embed, and with which model. */
        requestBody: {
            content: {
                "application/json": EmbeddingsCreateParams;
            };
        };
        responses: {
            /** The embeddings, in the order of the inputs. */
            200: {
                headers: {
                    "cf-ray": components["headers"]["CfRay"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": EmbeddingsResponse;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            524: components["responses"]["EdgeTimeout"];
            529: components["responses"]["ProviderOverloaded"];
            "4XX": components["responses"]["OtherClientError"];
            "5XX": components["responses"]["OtherServerError"];
        };
    };
}

export interface components {
    schemas: {
        ChatCompletionCreateParams: ChatCompletionCreateParams;
        ChatCompletionStreamOptions: ChatCompletionStreamOptions;
        UsageOptions: UsageOptions;
        OutputModality: OutputModality;
        ChatCompletionAudioParams: ChatCompletionAudioParams;
        ChatCompletionPrediction: ChatCompletionPrediction;
        Verbosity: Verbosity;
        ServiceTier: ServiceTier;
        TraceConfig: TraceConfig;
        DebugOptions: DebugOptions;
        StopCondition: StopCondition;
        StopConditionStepCount: StopConditionStepCount;
        StopConditionToolCall: StopConditionToolCall;
        StopConditionMaxTokens: StopConditionMaxTokens;
        StopConditionMaxCost: StopConditionMaxCost;
        StopConditionFinishReason: StopConditionFinishReason;
        ChatCompletionMessageParam: ChatCompletionMessageParam;
        ChatCompletionSystemMessageParam: ChatCompletionSystemMessageParam;
        ChatCompletionDeveloperMessageParam: ChatCompletionDeveloperMessageParam;
        ChatCompletionUserMessageParam: ChatCompletionUserMessageParam;
        ChatCompletionAssistantMessageParam: ChatCompletionAssistantMessageParam;
        ChatCompletionToolMessageParam: ChatCompletionToolMessageParam;
        ChatCompletionContentPart: ChatCompletionContentPart;
        ChatCompletionContentPartText: ChatCompletionContentPartText;
        ChatCompletionContentPartImage: ChatCompletionContentPartImage;
        ImageURL: ImageURL;
        ChatCompletionContentPartAudio: ChatCompletionContentPartAudio;
        InputAudio: InputAudio;
        ChatCompletionContentPartFile: ChatCompletionContentPartFile;
        InputFile: InputFile;
        ChatCompletionContentPartVideo: ChatCompletionContentPartVideo;
        ChatCompletionContentPartInputVideo: ChatCompletionContentPartInputVideo;
        VideoURL: VideoURL;
        CacheControl: CacheControl;
        PromptCacheBreakpoint: PromptCacheBreakpoint;
        PromptCacheOptions: PromptCacheOptions;
        ChatCompletionTool: ChatCompletionTool;
        ChatCompletionFunctionTool: ChatCompletionFunctionTool;
        FunctionDefinition: FunctionDefinition;
        ChatCompletionWebSearchServerTool: ChatCompletionWebSearchServerTool;
        ChatCompletionWebSearchTool: ChatCompletionWebSearchTool;
        ChatCompletionWebFetchServerTool: ChatCompletionWebFetchServerTool;
        ChatCompletionDatetimeServerTool: ChatCompletionDatetimeServerTool;
        ChatCompletionImageGenerationServerTool: ChatCompletionImageGenerationServerTool;
        ChatCompletionAdvisorServerTool: ChatCompletionAdvisorServerTool;
        ChatCompletionSubagentServerTool: ChatCompletionSubagentServerTool;
        ChatCompletionFusionServerTool: ChatCompletionFusionServerTool;
        ChatCompletionBashServerTool: ChatCompletionBashServerTool;
        ChatCompletionSearchModelsServerTool: ChatCompletionSearchModelsServerTool;
        ChatCompletionServerTool: ChatCompletionServerTool;
        ChatCompletionToolChoiceOption: ChatCompletionToolChoiceOption;
        ChatCompletionNamedToolChoice: ChatCompletionNamedToolChoice;
        ChatCompletionNamedToolChoiceFunction: ChatCompletionNamedToolChoiceFunction;
        ChatCompletionServerToolChoice: ChatCompletionServerToolChoice;
        WebSearchParameters: WebSearchParameters;
        WebSearchOptions: WebSearchOptions;
        WebSearchEngine: WebSearchEngine;
        WebSearchMode: WebSearchMode;
        WebSearchContextSize: WebSearchContextSize;
        WebSearchUserLocation: WebSearchUserLocation;
        WebFetchParameters: WebFetchParameters;
        WebFetchEngine: WebFetchEngine;
        DatetimeParameters: DatetimeParameters;
        ImageGenerationParameters: ImageGenerationParameters;
        AdvisorParameters: AdvisorParameters;
        SubagentParameters: SubagentParameters;
        FusionParameters: FusionParameters;
        BashParameters: BashParameters;
        BashEngine: BashEngine;
        BashEnvironment: BashEnvironment;
        BashEnvironmentAuto: BashEnvironmentAuto;
        BashEnvironmentReference: BashEnvironmentReference;
        SearchModelsParameters: SearchModelsParameters;
        ServerToolReasoning: ServerToolReasoning;
        NestedServerTool: NestedServerTool;
        ResponseFormat: ResponseFormat;
        ResponseFormatText: ResponseFormatText;
        ResponseFormatJSONObject: ResponseFormatJSONObject;
        ResponseFormatJSONSchema: ResponseFormatJSONSchema;
        ResponseFormatJSONSchemaDefinition: ResponseFormatJSONSchemaDefinition;
        ResponseFormatGrammar: ResponseFormatGrammar;
        ResponseFormatPython: ResponseFormatPython;
        ReasoningConfig: ReasoningConfig;
        ReasoningEffort: ReasoningEffort;
        ProviderPreferences: ProviderPreferences;
        ProviderName: ProviderName;
        Quantization: Quantization;
        ProviderSort: ProviderSort;
        ProviderSortOptions: ProviderSortOptions;
        ProviderMaxPrice: ProviderMaxPrice;
        PercentileThresholds: PercentileThresholds;
        Plugin: Plugin;
        PluginWeb: PluginWeb;
        PluginFileParser: PluginFileParser;
        PluginResponseHealing: PluginResponseHealing;
        PluginContextCompression: PluginContextCompression;
        PluginModeration: PluginModeration;
        PluginChainOfThought: PluginChainOfThought;
        PluginAutoRouter: PluginAutoRouter;
        PluginAutoBetaRouter: PluginAutoBetaRouter;
        PluginWebFetch: PluginWebFetch;
        PluginParetoRouter: PluginParetoRouter;
        PluginFusion: PluginFusion;
        PluginSwitchyardRouter: PluginSwitchyardRouter;
        PluginFileParserPDF: PluginFileParserPDF;
        CostTier: CostTier;
        ChatCompletion: ChatCompletion;
        ServiceTierUsed: ServiceTierUsed;
        ChatCompletionChoice: ChatCompletionChoice;
        ChatCompletionFinishReason: ChatCompletionFinishReason;
        ChatCompletionMessage: ChatCompletionMessage;
        ChatCompletionMessageToolCall: ChatCompletionMessageToolCall;
        ChatCompletionMessageToolCallFunction: ChatCompletionMessageToolCallFunction;
        ChatCompletionMessageImage: ChatCompletionMessageImage;
        ChatCompletionMessageImageURL: ChatCompletionMessageImageURL;
        ChatCompletionMessageAudio: ChatCompletionMessageAudio;
        ReasoningDetail: ReasoningDetail;
        ReasoningFormat: ReasoningFormat;
        ReasoningDetailSummary: ReasoningDetailSummary;
        ReasoningDetailEncrypted: ReasoningDetailEncrypted;
        ReasoningDetailText: ReasoningDetailText;
        ReasoningDetailServerToolCall: ReasoningDetailServerToolCall;
        AnnotationDetail: AnnotationDetail;
        AnnotationDetailURLCitation: AnnotationDetailURLCitation;
        URLCitation: URLCitation;
        AnnotationDetailFile: AnnotationDetailFile;
        ParsedFile: ParsedFile;
        ParsedFilePart: ParsedFilePart;
        AnnotationDetailFileAnnotation: AnnotationDetailFileAnnotation;
        FileCitation: FileCitation;
        ChatCompletionTokenLogprobs: ChatCompletionTokenLogprobs;
        ChatCompletionTokenLogprob: ChatCompletionTokenLogprob;
        ChatCompletionTopLogprob: ChatCompletionTopLogprob;
        CompletionUsage: CompletionUsage;
        PromptTokensDetails: PromptTokensDetails;
        CompletionTokensDetails: CompletionTokensDetails;
        CostDetails: CostDetails;
        ServerToolUseDetails: ServerToolUseDetails;
        ServerToolUse: ServerToolUse;
        ChatCompletionChunk: ChatCompletionChunk;
        ChatCompletionChunkChoice: ChatCompletionChunkChoice;
        ChatCompletionChunkChoiceDelta: ChatCompletionChunkChoiceDelta;
        ChatCompletionChunkChoiceDeltaToolCall: ChatCompletionChunkChoiceDeltaToolCall;
        ChatCompletionChunkChoiceDeltaToolCallFunction: ChatCompletionChunkChoiceDeltaToolCallFunction;
        ChatCompletionChunkDebug: ChatCompletionChunkDebug;
        ErrorResponse: ErrorResponse;
        ChatCompletionErrorDetail: ChatCompletionErrorDetail;
        ErrorMetadata: ErrorMetadata;
        ErrorMetadataPreviousError: ErrorMetadataPreviousError;
        ErrorMetadataHeaders: ErrorMetadataHeaders;
        ErrorType: ErrorType;
        OpenRouterMetadata: OpenRouterMetadata;
        OpenRouterMetadataParams: OpenRouterMetadataParams;
        OpenRouterMetadataEndpoints: OpenRouterMetadataEndpoints;
        OpenRouterMetadataEndpoint: OpenRouterMetadataEndpoint;
        OpenRouterMetadataAttempt: OpenRouterMetadataAttempt;
        OpenRouterMetadataPipelineStage: OpenRouterMetadataPipelineStage;
        ModelsListResponse: ModelsListResponse;
        ModelsListLinks: ModelsListLinks;
        ModelResponse: ModelResponse;
        Model: Model;
        ModelAliasTarget: ModelAliasTarget;
        ModelArchitecture: ModelArchitecture;
        ModelInputModality: ModelInputModality;
        ModelOutputModality: ModelOutputModality;
        ModelParameter: ModelParameter;
        ModelPricing: ModelPricing;
        PricingOverride: PricingOverride;
        ModelTopProvider: ModelTopProvider;
        ModelRequestLimits: ModelRequestLimits;
        ModelDefaultParameters: ModelDefaultParameters;
        ModelReasoning: ModelReasoning;
        ModelBenchmarks: ModelBenchmarks;
        ArtificialAnalysisBenchmark: ArtificialAnalysisBenchmark;
        DesignArenaBenchmark: DesignArenaBenchmark;
        ModelLinks: ModelLinks;
        ModelEndpointsResponse: ModelEndpointsResponse;
        ModelEndpoints: ModelEndpoints;
        Endpoint: Endpoint;
        PercentileStats: PercentileStats;
        GenerationResponse: GenerationResponse;
        Generation: Generation;
        GenerationProviderResponse: GenerationProviderResponse;
        CreditsResponse: CreditsResponse;
        Credits: Credits;
        CurrentKeyResponse: CurrentKeyResponse;
        CurrentKey: CurrentKey;
        CurrentKeyRateLimit: CurrentKeyRateLimit;
        ProvidersListResponse: ProvidersListResponse;
        Provider: Provider;
        EmbeddingsCreateParams: EmbeddingsCreateParams;
        EmbeddingsInput: EmbeddingsInput;
        EmbeddingsInputItem: EmbeddingsInputItem;
        EmbeddingsContentPart: EmbeddingsContentPart;
        EmbeddingsContentPartText: EmbeddingsContentPartText;
        EmbeddingsContentPartImage: EmbeddingsContentPartImage;
        EmbeddingsImageURL: EmbeddingsImageURL;
        EmbeddingsContentPartAudio: EmbeddingsContentPartAudio;
        EmbeddingsContentPartVideo: EmbeddingsContentPartVideo;
        EmbeddingsContentPartFile: EmbeddingsContentPartFile;
        EmbeddingsMedia: EmbeddingsMedia;
        EmbeddingsResponse: EmbeddingsResponse;
        Embedding: Embedding;
        EmbeddingsUsage: EmbeddingsUsage;
        EmbeddingsPromptTokensDetails: EmbeddingsPromptTokensDetails;
    };
    responses: {
        /** The request is invalid: a wrong parameter, a context that is too long, or the provider rejected it. Don't retry it. */
        BadRequest: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The API key is missing, wrong or disabled. */
        Unauthorized: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The account or the key has no credit left. Retry only if `Retry-After` is present: then requests that are still running hold the budget. */
        PaymentRequired: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Moderation, a guardrail, the caller's region or missing rights forbid it; some operations need a management key. */
        Forbidden: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Nothing has this ID or slug, no endpoint serves the model, or preferences filtered all of them out: `provider`, `strict`, privacy settings. */
        NotFound: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The request took too long to arrive or to process. Can be retried. */
        RequestTimeout: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The body is too large, most often because of inline images or files. */
        PayloadTooLarge: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The body is well formed, but its meaning is not valid. */
        UnprocessableContent: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Too many requests for the service (then with `X-RateLimit-*`) or for the provider behind it (then `metadata.provider_name` names it). Can be retried after a delay. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** An internal error of the service, whose message has no details. Can be retried. */
        InternalServerError: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The provider is down, or its response could not be parsed. Can be retried. */
        BadGateway: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** No provider meets the routing needs right now, or all are overloaded. Can be retried. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The provider did not respond in time. Can be retried. */
        GatewayTimeout: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Cloudflare, the service's edge, timed out. Can be retried; stream long completions. */
        EdgeTimeout: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The provider is overloaded. Can be retried. */
        ProviderOverloaded: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** A client error of another kind, often a page from the edge rather than a response of the service. The body has no details; use the status. */
        OtherClientError: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** A server error of another kind, often a page from the edge while the service can't be reached. Can be retried. */
        OtherServerError: {
            headers: {
                "cf-ray": components["headers"]["CfRay"];
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
    };
    parameters: {
        /**
         * Address of your app. The service credits usage to it; without it an app appears in no ranking.
         * @example https://garden.example.com
         */
        HTTPReferer: string;
        /**
         * Name of your app as rankings show it. The older name `X-Title` is accepted as well.
         * @example Garden helper
         */
        Title: string;
        /**
         * Categories of your app, separated by commas; each in lower case with hyphens, at most 30 characters. Unknown ones are dropped.
         * @example programming-app,cli-agent
         */
        Categories: string;
        /** `enabled` adds `openrouter_metadata` to completions and errors: how the request was routed. Any other value counts as `disabled`, the default. */
        Metadata: "enabled" | "disabled";
        /** `true` serves a repeated request from the response cache (beta). The key is a hash of the body, in which the order of properties matters and a default that is set explicitly counts as a difference. A hit reports a usage of zero. */
        Cache: "true" | "false";
        /** How long the response cache may keep the response, in seconds, 1 to 86400. */
        CacheTTL: number;
        /** `true` drops a cached response to this request and asks the model again. */
        CacheClear: "true";
        /** The same as `session_id` of the body, which takes precedence. */
        SessionId: string;
        /** Your own keys for providers, as JSON text that maps provider slugs to keys. Secret: keep it out of logs. */
        ProviderAPIKeys: string;
        /**
         * Slug of the model's author, the part of the model's slug before the slash.
         * @example example
         */
        ModelAuthor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * ID of the generation, the same as `id` of the body. Quote it to support. Since May 2026, absent on errors.
         * @example gen-1790000001-Hn2bQ5vXw8KcRt0Lm3Ya
         */
        GenerationId: string;
        /**
         * Display name of the provider that responded. Not every response has it.
         * @example OpenAI
         */
        ProviderName: string;
        /**
         * Whether the response comes from the response cache. Only when the request asked for the cache.
         * @example MISS
         */
        CacheStatus: "HIT" | "MISS" | (string & {});
        /**
         * Age of the cached response in seconds, on a hit.
         * @example 0
         */
        CacheAge: string;
        /**
         * Seconds for which the response stays in the cache.
         * @example 300
         */
        CacheTTL: string;
        /**
         * ID that Cloudflare, the service's edge, assigns to the exchange. Errors have it too.
         * @example 9c0ffee000000001-VIE
         */
        CfRay: string;
        /**
         * How long to wait before trying again: seconds, or an HTTP date. Not always present. A browser can't read it, since the service does not expose it to scripts.
         * @example 1
         */
        RetryAfter: string;
        /**
         * Requests allowed in the current period. Only when the service's own limit was hit.
         * @example 20
         */
        RateLimitLimit: string;
        /**
         * Requests left in the current period. Only when the service's own limit was hit.
         * @example 0
         */
        RateLimitRemaining: string;
        /**
         * When the period ends, in milliseconds since 1970. Only when the service's own limit was hit.
         * @example 1790000060000
         */
        RateLimitReset: string;
    };
    pathItems: never;
}
