// Generated from spec/openapi.yaml by scripts/generate.ts (sha256 of the text below: 2eb99df2603c0dc8). Do not edit.

/** What to ask, of which model, and how. Only `messages` is required. Fields that are not listed here are passed on to the provider. */
export interface ChatCompletionCreateParams {
    /**
     * The conversation so far, oldest message first. Ending it with an assistant message lets the model continue that text.
     *
     * At least 1 item.
     */
    messages: readonly ChatCompletionMessageParam[];
    /** Slug `author/name` of the model, with an optional variant such as `:free`, `:nitro`, `:floor`, `:online` or `:thinking`; also `~author/alias`, `@preset/slug`, `model@preset/slug`, or `openrouter/auto` to let the service choose. Default: that of the account. */
    model?: string | undefined;
    /** Models to try in order when the one before fails. They follow `model`; without `model` the first of them is the first choice. Only the model that responds is billed. */
    models?: readonly string[] | null | undefined;
    /** `true` sends the completion as server-sent events while it is generated. A stream that is aborted stops being billed at providers that support it. Default `false`. */
    stream?: boolean | null | undefined;
    /** Options of a stream. */
    stream_options?: ChatCompletionStreamOptions | null | undefined;
    /** Maximum number of tokens to generate, reasoning included. At least 1; some providers want 16 or more. No default. */
    max_tokens?: number | null | undefined;
    /** Newer name of `max_tokens`. At least 1. No default. */
    max_completion_tokens?: number | null | undefined;
    /** Randomness, 0 (always the likeliest token) to 2. Default 1. Change this or `top_p`, not both. */
    temperature?: number | null | undefined;
    /** Consider only the likeliest tokens that together reach this probability, above 0 to 1. Default 1. */
    top_p?: number | null | undefined;
    /** Consider only this many of the likeliest tokens; 0 considers all. Default 0. OpenAI's models don't take it. */
    top_k?: number | null | undefined;
    /** Drop tokens less likely than this share of the likeliest one, 0 to 1. Default 0. */
    min_p?: number | null | undefined;
    /** Like `min_p`, but the threshold falls with the square of the likeliest token's probability, 0 to 1. Default 0. */
    top_a?: number | null | undefined;
    /** Makes tokens less likely the more often they have occurred, -2 to 2; negative values encourage repetition. Default 0. */
    frequency_penalty?: number | null | undefined;
    /** Makes tokens less likely once they have occurred at all, -2 to 2; negative values encourage them. Default 0. */
    presence_penalty?: number | null | undefined;
    /** Divides the score of tokens that have occurred, 0 to 2; above 1 discourages repetition. Default 1. */
    repetition_penalty?: number | null | undefined;
    /** Added to the score of single tokens before sampling, by token ID; -100 bans a token, 100 forces it. */
    logit_bias?: {
        [key: string]: number;
    } | null | undefined;
    /** Return the log probability of each generated token. Default `false`. Few providers return them. */
    logprobs?: boolean | null | undefined;
    /** Also return this many alternatives for each token, 0 to 20. Requires `logprobs` to be `true`. */
    top_logprobs?: number | null | undefined;
    /** Makes sampling repeatable as far as the provider can; the same seed and request should give the same completion. */
    seed?: number | null | undefined;
    /** Text or up to four texts at which generation ends; the text itself is left out of the completion. */
    stop?: string | readonly string[] | null | undefined;
    /** Stable ID of your end user, for spotting abuse. Not a name or an address. */
    user?: string | undefined;
    /** Up to 16 pairs of your own to find the request by; keys up to 64 characters, values up to 512. */
    metadata?: {
        [key: string]: string;
    } | undefined;
    /** Tools that the model may call. Their definitions count as prompt tokens. */
    tools?: readonly ChatCompletionTool[] | undefined;
    /** Whether the model may, must or must not call tools, or which one it must call. Default `auto` when there are tools. */
    tool_choice?: ChatCompletionToolChoiceOption | undefined;
    /** Whether one completion may call several tools. Default `true`. */
    parallel_tool_calls?: boolean | null | undefined;
    /** Output format of the text. Default plain text. */
    response_format?: ResponseFormat | undefined;
    /** How much the model thinks before it answers, and whether you see it. Thoughts are billed as output tokens. */
    reasoning?: ReasoningConfig | null | undefined;
    /** Short for `reasoning.effort`. */
    reasoning_effort?: ReasoningEffort | null | undefined;
    /**
     * Old switch: `true` means `reasoning: {}`, `false` means `reasoning: { exclude: true }`. Use `reasoning`.
     * @deprecated
     */
    include_reasoning?: boolean | undefined;
    /** Which providers may serve the request, and in which order they are tried. */
    provider?: ProviderPreferences | null | undefined;
    /** What the service does to the request or the response in transit. Some plugins cost extra. */
    plugins?: readonly Plugin[] | undefined;
    /**
     * Old way to shorten prompts that don't fit. Use the plugin `context-compression`.
     * @deprecated
     */
    transforms?: readonly ("middle-out" | (string & {}))[] | undefined;
    /** Slug of a preset of the account. Fields of the request replace those of the preset, one level deep. */
    preset?: string | undefined;
    /**
     * Old name of `provider.sort.partition`. Use that, or `models` for fallbacks.
     * @deprecated
     */
    route?: "fallback" | "sort" | (string & {}) | null | undefined;
    /**
     * Old request for costs in the response. Has no effect any more; `usage` is always there.
     * @deprecated
     */
    usage?: UsageOptions | undefined;
    /** What the completion may consist of, in any order. Models that only generate images require `["image"]`. Default text. */
    modalities?: readonly OutputModality[] | undefined;
    /** How to generate images: `aspect_ratio`, `image_size`, `quality`, `size` and other settings of the model. Values are strings, numbers or lists. */
    image_config?: {
        [key: string]: unknown;
    } | undefined;
    /** Voice and format of spoken output. Needs `audio` in `modalities`, and `stream` to be `true`. */
    audio?: ChatCompletionAudioParams | undefined;
    /** A text that the completion will mostly repeat, which makes it faster. Tokens that were predicted wrongly are billed too. */
    prediction?: ChatCompletionPrediction | null | undefined;
    /** Options of web search for models that search by themselves and for the plugin `web`. Searches cost extra. */
    web_search_options?: WebSearchOptions | undefined;
    /** How verbose the completion is. Default `medium`. Anthropic's models take it as output effort. */
    verbosity?: Verbosity | undefined;
    /** Ask for providers that can keep to a JSON schema. The schema itself goes into `response_format`. */
    structured_outputs?: boolean | undefined;
    /** At this level the service places the cache mark itself, and moves it along as the conversation grows. */
    cache_control?: CacheControl | undefined;
    /** Requests with the same key and the same prefix are steered to the same prompt cache. */
    prompt_cache_key?: string | null | undefined;
    /** How the provider's prompt cache is used. */
    prompt_cache_options?: PromptCacheOptions | null | undefined;
    /** Speed and price class at providers that have several. */
    service_tier?: ServiceTier | null | undefined;
    /** ID that groups the requests of one conversation, up to 256 characters. They go to the same provider where possible, so that prompt caches are hit. Takes precedence over the header `x-session-id`. */
    session_id?: string | undefined;
    /** Position of the request in a trace, for observability tools connected to the account. */
    trace?: TraceConfig | undefined;
    /** Help with finding faults. Only for streams. */
    debug?: DebugOptions | undefined;
    /** Ends the service's own tool loop as soon as one of these conditions holds. At least one. */
    stop_server_tools_when?: readonly StopCondition[] | undefined;
}

/** Options of a stream. */
export interface ChatCompletionStreamOptions {
    /**
     * Old request for a usage chunk. Has no effect any more; the last chunk always carries `usage`.
     * @deprecated
     */
    include_usage?: boolean | undefined;
}

/**
 * Old request for costs in the response.
 * @deprecated
 */
export interface UsageOptions {
    /** Used to add the cost to `usage`. Has no effect any more. */
    include?: boolean | undefined;
}

/** A kind of content that a completion can consist of. */
export type OutputModality = "text" | "image" | "audio" | (string & {});

/** Voice and format of spoken output. */
export interface ChatCompletionAudioParams {
    /** Name of the voice, such as `alloy`. Which ones exist depends on the model. */
    voice: string;
    /** Encoding of the sound. Streams of most models only know `pcm16`. */
    format: "wav" | "mp3" | "flac" | "opus" | "pcm16" | (string & {});
}

/** A text that the completion will mostly repeat, such as a file that is being edited. */
export interface ChatCompletionPrediction {
    /** Always `content`. */
    type: "content";
    /** The predicted text, whole or in parts. */
    content: string | readonly ChatCompletionContentPartText[];
}

/** How verbose a completion is. */
export type Verbosity = "low" | "medium" | "high" | "xhigh" | "max" | (string & {});

/** Speed and price class asked for. `flex` is slower and cheaper, `priority` and `fast` cost more. */
export type ServiceTier = "auto" | "default" | "fast" | "flex" | "priority" | "scale" | (string & {});

/** Position of a request in a trace. Further fields are passed on to the connected tools. */
export interface TraceConfig {
    /** ID of the trace. */
    trace_id?: string | undefined;
    /** Name of the trace for people. */
    trace_name?: string | undefined;
    /** Name of the span that the request belongs to. */
    span_name?: string | undefined;
    /** Name of this one generation. */
    generation_name?: string | undefined;
    /** ID of the span above. */
    parent_span_id?: string | undefined;
    [key: string]: unknown;
}

/** Help with finding faults. Only for streams. */
export interface DebugOptions {
    /** `true` sends one more chunk first, with no choices, that shows the body sent to the provider. Default `false`. Not for production, since it repeats the prompt. */
    echo_upstream_body?: boolean | undefined;
}

/** When the service stops running its own tools and returns the completion as it is. */
export type StopCondition = StopConditionStepCount | StopConditionToolCall | StopConditionMaxTokens | StopConditionMaxCost | StopConditionFinishReason;

/** Stop after a number of steps. */
export interface StopConditionStepCount {
    /** Always `step_count_is`. */
    type: "step_count_is";
    /** Steps, each one call of the model. */
    step_count: number;
}

/** Stop when a certain tool was called. */
export interface StopConditionToolCall {
    /** Always `has_tool_call`. */
    type: "has_tool_call";
    /** Name of the tool. */
    tool_name: string;
}

/** Stop when so many tokens were used. */
export interface StopConditionMaxTokens {
    /** Always `max_tokens_used`. */
    type: "max_tokens_used";
    /** Tokens of all steps together. */
    max_tokens: number;
}

/** Stop when so much was spent. */
export interface StopConditionMaxCost {
    /** Always `max_cost`. */
    type: "max_cost";
    /** Cost of all steps together, in US dollars. */
    max_cost_in_dollars: number;
}

/** Stop when a step ends for a certain reason. */
export interface StopConditionFinishReason {
    /** Always `finish_reason_is`. */
    type: "finish_reason_is";
    /** The reason, as `finish_reason` names it. */
    reason: string;
}

/** A message of the conversation. `role` names its author. */
export type ChatCompletionMessageParam = ChatCompletionSystemMessageParam | ChatCompletionDeveloperMessageParam | ChatCompletionAssistantMessageParam | ChatCompletionToolMessageParam | ChatCompletionUserMessageParam;

/** Instructions that stand above the conversation. */
export interface ChatCompletionSystemMessageParam {
    /** Always `system`. */
    role: "system";
    /** The instructions, whole or in text parts. Parts can carry a cache mark. */
    content: string | readonly ChatCompletionContentPartText[];
    /** Name that distinguishes participants of the same role. */
    name?: string | undefined;
}

/** Instructions of the app's developer; OpenAI's newer name for system messages. Other models get a system message. */
export interface ChatCompletionDeveloperMessageParam {
    /** Always `developer`. */
    role: "developer";
    /** The instructions, whole or in text parts. Parts can carry a cache mark. */
    content: string | readonly ChatCompletionContentPartText[];
    /** Name that distinguishes participants of the same role. */
    name?: string | undefined;
}

/** A message of the user, of text, images, audio or files. */
export interface ChatCompletionUserMessageParam {
    /** Always `user`. */
    role: "user";
    /** The text, or parts of text, pictures, sound, files and video. Not every model takes every kind. */
    content: string | readonly ChatCompletionContentPart[];
    /** Name that distinguishes participants of the same role. */
    name?: string | undefined;
}

/** What the model said earlier. A message from a completion can be sent back as it is. The last message of a request may be of this kind: then the model continues it. */
export interface ChatCompletionAssistantMessageParam {
    /** Always `assistant`. */
    role: "assistant";
    /** The text, whole or in parts. With nothing but tool calls send `null` or leave it out; some providers refuse an empty text. */
    content?: string | readonly ChatCompletionContentPart[] | null | undefined;
    /** Name that distinguishes participants of the same role. */
    name?: string | undefined;
    /** Slug of the model that wrote the message. */
    model?: string | undefined;
    /** Why the model declined, if it did. */
    refusal?: string | null | undefined;
    /** The model's thoughts as text. `reasoning_content` is accepted as another name. */
    reasoning?: string | null | undefined;
    /** The model's thoughts as it gave them. Send back all of them, in order and unchanged, even an empty list; some providers refuse the message otherwise. */
    reasoning_details?: readonly ReasoningDetail[] | undefined;
    /** Tools that the model called. Each needs a tool message with its result after this message. */
    tool_calls?: readonly ChatCompletionMessageToolCall[] | undefined;
    /** Sources and parsed files of the completion. Sent back, they save parsing, and paying for, the same PDF again. */
    annotations?: readonly AnnotationDetail[] | undefined;
    /** Pictures that the model painted. */
    images?: readonly ChatCompletionMessageImage[] | undefined;
    /** What the model spoke. */
    audio?: ChatCompletionMessageAudio | undefined;
}

/** What a tool returned. */
export interface ChatCompletionToolMessageParam {
    /** Always `tool`. */
    role: "tool";
    /** The result, as text (often JSON) or parts. */
    content: string | readonly ChatCompletionContentPart[];
    /** The `id` of the call that this is the result of. */
    tool_call_id: string;
    /** Name of the tool. */
    name?: string | undefined;
}

/** A piece of a message's content. `type` says which kind. Kinds that are not listed here are passed on to the provider. */
export type ChatCompletionContentPart = ChatCompletionContentPartText | ChatCompletionContentPartImage | ChatCompletionContentPartAudio | ChatCompletionContentPartFile | ChatCompletionContentPartVideo | ChatCompletionContentPartInputVideo;

/** A piece of text. */
export interface ChatCompletionContentPartText {
    /** Always `text`. */
    type: "text";
    /** The text. */
    text: string;
    /** Marks the end of a prefix worth caching. */
    cache_control?: CacheControl | undefined;
    /** Marks the end of a prefix for providers whose prompt cache is controlled by `prompt_cache_options`. */
    prompt_cache_breakpoint?: PromptCacheBreakpoint | null | undefined;
}

/** A picture. */
export interface ChatCompletionContentPartImage {
    /** Always `image_url`. */
    type: "image_url";
    /** Where the picture is. */
    image_url: ImageURL;
    /** Marks the end of a prefix worth caching. */
    cache_control?: CacheControl | undefined;
}

/** Where a picture is, and how closely to look. */
export interface ImageURL {
    /** Address (`https:`) or the picture itself (`data:image/png;base64,…`). */
    url: string;
    /** How closely to look. `low` costs fewer tokens. Default `auto`. */
    detail?: "auto" | "low" | "high" | "original" | (string & {}) | undefined;
}

/** A sound. */
export interface ChatCompletionContentPartAudio {
    /** Always `input_audio`. */
    type: "input_audio";
    /** The sound. */
    input_audio: InputAudio;
    /** Marks the end of a prefix worth caching. */
    cache_control?: CacheControl | undefined;
}

/** A sound and its format. Addresses are not accepted. */
export interface InputAudio {
    /** The sound in base64, without a `data:` prefix. */
    data: string;
    /** Encoding of the sound. Which ones are understood depends on the provider. */
    format: "wav" | "mp3" | "flac" | "m4a" | "ogg" | "aiff" | "aac" | "pcm16" | "pcm24" | (string & {});
}

/** A document, most often a PDF. The plugin `file-parser` sets how it is read. */
export interface ChatCompletionContentPartFile {
    /** Always `file`. */
    type: "file";
    /** The document. */
    file: InputFile;
    /** Marks the end of a prefix worth caching. */
    cache_control?: CacheControl | undefined;
}

/** A document, by its content, its address or its ID. */
export interface InputFile {
    /** Name with extension, such as `report.pdf`. */
    filename?: string | undefined;
    /** Address (`https:`) or the document itself (`data:application/pdf;base64,…`). */
    file_data?: string | undefined;
    /** ID of a file that was uploaded before. */
    file_id?: string | undefined;
}

/** A video. */
export interface ChatCompletionContentPartVideo {
    /** Always `video_url`. */
    type: "video_url";
    /** Where the video is. */
    video_url: VideoURL;
    /** Marks the end of a prefix worth caching. */
    cache_control?: CacheControl | undefined;
}

/**
 * A video, under its old name. Use `video_url`.
 * @deprecated
 */
export interface ChatCompletionContentPartInputVideo {
    /** Always `input_video`. */
    type: "input_video";
    /** Where the video is. */
    video_url: VideoURL;
}

/** Where a video is. */
export interface VideoURL {
    /** Address (`https:`), a YouTube link for Google's models, or the video itself (`data:video/mp4;base64,…`). */
    url: string;
}

/** Marks the end of a prefix that the provider shall cache. Writing costs more than plain input, reading far less; see `usage.prompt_tokens_details`. Anthropic takes at most four marks. */
export interface CacheControl {
    /** Always `ephemeral`. */
    type: "ephemeral";
    /** How long the cache keeps it; only Anthropic looks at it. Default `5m`. `1h` costs more to write. */
    ttl?: "5m" | "1h" | (string & {}) | undefined;
}

/** Marks the end of a cached prefix. */
export interface PromptCacheBreakpoint {
    /** Always `explicit`. */
    mode: "explicit";
}

/** How the provider's prompt cache is used. */
export interface PromptCacheOptions {
    /** Always `explicit`: only prefixes that end in a breakpoint are cached. */
    mode: "explicit";
    /** How long the cache keeps them, such as `30m`. Default that of the provider. */
    ttl?: string | null | undefined;
}

/** A tool that the model may call: a function of your own, or one that the service runs. Kinds that are not listed here are passed on. */
export type ChatCompletionTool = ChatCompletionFunctionTool | ChatCompletionWebSearchServerTool | ChatCompletionWebSearchTool | ChatCompletionWebFetchServerTool | ChatCompletionDatetimeServerTool | ChatCompletionImageGenerationServerTool | ChatCompletionAdvisorServerTool | ChatCompletionSubagentServerTool | ChatCompletionFusionServerTool | ChatCompletionBashServerTool | ChatCompletionSearchModelsServerTool | ChatCompletionServerTool;

/** A function of your own. The model asks for a call; you run it and send the result in a tool message. */
export interface ChatCompletionFunctionTool {
    /** Always `function`. */
    type: "function";
    /** The function. */
    function: FunctionDefinition;
    /** Marks the end of a prefix worth caching. On the last tool it caches all of them. */
    cache_control?: CacheControl | undefined;
    /** `true` streams arguments as they are written, before they are checked. Anthropic only. */
    eager_input_streaming?: boolean | undefined;
}

/** What the model needs to know of a function. */
export interface FunctionDefinition {
    /** Name, up to 64 letters, digits, `_` and `-`. */
    name: string;
    /** What it does and when to call it. The model decides by this. */
    description?: string | undefined;
    /** JSON Schema of the arguments. Without it the function takes none. */
    parameters?: {
        [key: string]: unknown;
    } | undefined;
    /** `true` makes the arguments keep to the schema exactly. Only part of JSON Schema is allowed then, and providers without strict mode drop out. Default `false`. */
    strict?: boolean | null | undefined;
}

/** Web search, run by the service when the model asks for it. Each search costs extra. */
export interface ChatCompletionWebSearchServerTool {
    /** Always `openrouter:web_search`. */
    type: "openrouter:web_search";
    /** How to search. */
    parameters?: WebSearchParameters | undefined;
}

/** Web search under the names of other APIs, with its parameters at the top level. Each search costs extra. */
export type ChatCompletionWebSearchTool = WebSearchParameters & {
    /** One of the names that OpenAI and others use for web search. */
    type: "web_search" | "web_search_preview" | "web_search_preview_2025_03_11" | "web_search_2025_08_26";
    /** The same parameters, as `openrouter:web_search` has them. */
    parameters?: WebSearchParameters | undefined;
};

/** Reads a page or a PDF by its address, run by the service when the model asks for it. */
export interface ChatCompletionWebFetchServerTool {
    /** Always `openrouter:web_fetch`. */
    type: "openrouter:web_fetch";
    /** How to fetch. */
    parameters?: WebFetchParameters | undefined;
}

/** Gives the model the current date and time. */
export interface ChatCompletionDatetimeServerTool {
    /** Always `openrouter:datetime`. */
    type: "openrouter:datetime";
    /** Which clock to read. */
    parameters?: DatetimeParameters | undefined;
}

/** Lets the model generate an image with another model, which is billed as well. */
export interface ChatCompletionImageGenerationServerTool {
    /** Always `openrouter:image_generation`. */
    type: "openrouter:image_generation";
    /** Who paints, and how. */
    parameters?: ImageGenerationParameters | undefined;
}

/** Lets the model ask another, usually stronger one for advice. A request may have several, with different names; one of them may have none. */
export interface ChatCompletionAdvisorServerTool {
    /** Always `openrouter:advisor`. */
    type: "openrouter:advisor";
    /** Which model gives advice, and how. */
    parameters?: AdvisorParameters | undefined;
}

/** Lets the model delegate a task to another, usually cheaper one. A request may have several, with different names; one of them may have none. */
export interface ChatCompletionSubagentServerTool {
    /** Always `openrouter:subagent`. */
    type: "openrouter:subagent";
    /** Which model does the task, and how. */
    parameters?: SubagentParameters | undefined;
}

/** Asks several models the same question and gives the model an analysis of what they wrote. Each of them is billed. */
export interface ChatCompletionFusionServerTool {
    /** Always `openrouter:fusion`. */
    type: "openrouter:fusion";
    /** Whom to ask, and how. */
    parameters?: FusionParameters | undefined;
}

/** Runs shell commands of the model in a container. */
export interface ChatCompletionBashServerTool {
    /** Always `openrouter:bash`. */
    type: "openrouter:bash";
    /** Where commands run. */
    parameters?: BashParameters | undefined;
}

/** Lets the model search for models of the service. */
export interface ChatCompletionSearchModelsServerTool {
    /** Always `openrouter:experimental__search_models`. */
    type: "openrouter:experimental__search_models";
    /** How to search. */
    parameters?: SearchModelsParameters | undefined;
}

/** Any other tool that the service runs. What it costs depends on the tool. */
export interface ChatCompletionServerTool {
    /** Name of the tool with the prefix `openrouter:`, such as `openrouter:files`. */
    type: "openrouter:shell" | "openrouter:files" | "openrouter:apply_patch" | "openrouter:containers" | "openrouter:tool_search" | (`openrouter:${string}` & {});
    /** Options of the tool. */
    parameters?: {
        [key: string]: unknown;
    } | undefined;
}

/** `none` forbids tools, `auto` leaves it to the model, `required` makes it call at least one. An object names the tool that must be called. */
export type ChatCompletionToolChoiceOption = "none" | "auto" | "required" | ChatCompletionNamedToolChoice | ChatCompletionServerToolChoice;

/** Makes the model call a certain function. */
export interface ChatCompletionNamedToolChoice {
    /** Always `function`. */
    type: "function";
    /** The function to call. */
    function: ChatCompletionNamedToolChoiceFunction;
}

/** A function by its name. */
export interface ChatCompletionNamedToolChoiceFunction {
    /** Name of a function in `tools`. */
    name: string;
}

/** Makes the model call a certain tool of the service. */
export interface ChatCompletionServerToolChoice {
    /** The `type` of a tool in `tools`. */
    type: `openrouter:${string}` | "web_search" | "web_search_preview" | "web_search_preview_2025_03_11" | "web_search_2025_08_26";
}

/** How to search the web. */
export interface WebSearchParameters {
    /** Who searches. Default `auto`. */
    engine?: WebSearchEngine | undefined;
    /** Maximum number of results of one search. Default 5. */
    max_results?: number | undefined;
    /** Maximum number of results of all searches in the request. */
    max_total_results?: number | undefined;
    /** Maximum number of searches in the request. */
    max_uses?: number | undefined;
    /** Maximum number of characters kept of each result's text. */
    max_characters?: number | undefined;
    /** How much of the results the model gets to read. */
    search_context_size?: WebSearchContextSize | undefined;
    /** Search only here. Not together with `excluded_domains` at some engines. */
    allowed_domains?: readonly string[] | undefined;
    /** Never search here. */
    excluded_domains?: readonly string[] | undefined;
    /** Thoroughness, in the words of the engine. */
    mode?: WebSearchMode | undefined;
    /** Where the user is, for local results. */
    user_location?: WebSearchUserLocation | undefined;
}

/** Options of web search for models that search by themselves and for the plugin `web`. */
export interface WebSearchOptions {
    /** How much of the results the model gets to read. More costs more. */
    search_context_size?: WebSearchContextSize | undefined;
    /** Who searches. */
    engine?: WebSearchEngine | undefined;
    /** Maximum number of results of one search. */
    max_results?: number | undefined;
    /** Text that introduces the results to the model. */
    search_prompt?: string | undefined;
    /** Where the user is, for local results. */
    user_location?: WebSearchUserLocation | undefined;
}

/** Who searches. `native` is the provider's own search, `auto` takes that where there is one; the others are search companies with prices of their own. */
export type WebSearchEngine = "auto" | "native" | "exa" | "parallel" | "firecrawl" | "perplexity" | (string & {});

/** Thoroughness of a search, in the words of the engine. `exa` knows `instant`, `fast`, `auto` (its default), `deep-lite`, `deep` and `deep-reasoning`; `parallel` knows `turbo`, `fast`, `basic` (its default) and `advanced`. An engine ignores the others. */
export type WebSearchMode = "instant" | "fast" | "auto" | "deep-lite" | "deep" | "deep-reasoning" | "turbo" | "basic" | "advanced" | (string & {});

/** How much of the search results the model gets to read. */
export type WebSearchContextSize = "low" | "medium" | "high" | (string & {});

/** Roughly where the user is. */
export interface WebSearchUserLocation {
    /** Always `approximate`. */
    type: "approximate";
    /** City, such as `Graz`. */
    city?: string | null | undefined;
    /** Region or state, such as `Styria`. */
    region?: string | null | undefined;
    /** Country as two letters, such as `AT`. */
    country?: string | null | undefined;
    /** Time zone by its IANA name, such as `Europe/Vienna`. */
    timezone?: string | null | undefined;
}

/** How to fetch pages. */
export interface WebFetchParameters {
    /** Who fetches. Default `auto`. */
    engine?: WebFetchEngine | undefined;
    /** Maximum number of pages in the request. The model gets an error for any more. */
    max_uses?: number | undefined;
    /** Maximum number of tokens kept of each page, roughly. The rest of it is dropped. */
    max_content_tokens?: number | undefined;
    /** Fetch only from here. */
    allowed_domains?: readonly string[] | undefined;
    /** Never fetch from here. */
    blocked_domains?: readonly string[] | undefined;
}

/** Who fetches a page. `native` is the provider's own tool, `auto` takes that where there is one, else `exa`; `openrouter` requests the address itself. `firecrawl` needs a key of your own. */
export type WebFetchEngine = "auto" | "native" | "openrouter" | "exa" | "parallel" | "firecrawl" | (string & {});

/** Which clock to read. */
export interface DatetimeParameters {
    /** Time zone by its IANA name, such as `Europe/Vienna`. Default UTC. */
    timezone?: string | undefined;
}

/** Who paints, and how. Takes what `image_config` of a request takes as well, such as `aspect_ratio`, `quality`, `size`, `background` or `output_format`. */
export interface ImageGenerationParameters {
    /** Slug of the model that paints. Default `openai/gpt-5-image`. */
    model?: string | undefined;
    [key: string]: string | number | readonly unknown[] | undefined;
}

/** Which model gives advice, and how. */
export interface AdvisorParameters {
    /** Name of the advisor, by which the model distinguishes several. 1 to 64 letters, digits, spaces, `_` and `-`. */
    name?: string | undefined;
    /** Slug of the advisor's model. Default the one that the asking model names, else that of the request. */
    model?: string | undefined;
    /** System prompt of the advisor. Default none. */
    instructions?: string | undefined;
    /** `true` shows the advisor the whole conversation, otherwise only the question of the model. Default `false`. */
    forward_transcript?: boolean | undefined;
    /** Maximum number of tokens of the advice, reasoning included. Default that of the provider. */
    max_completion_tokens?: number | undefined;
    /** Randomness of the advice. Default that of the provider. */
    temperature?: number | undefined;
    /** How much the advisor thinks. */
    reasoning?: ServerToolReasoning | undefined;
    /** No effect in chat completions, where the advice is always one result. Default `false`. */
    stream?: boolean | undefined;
}

/** Which model does the task, and how. */
export interface SubagentParameters {
    /** Name of the subagent, by which the model distinguishes several. 1 to 64 letters, digits, spaces, `_` and `-`. */
    name?: string | undefined;
    /** Slug of the subagent's model. Default that of the request. */
    model?: string | undefined;
    /** System prompt of the subagent. Default none. */
    instructions?: string | undefined;
    /** Server tools that the subagent may call. Neither functions nor `openrouter:subagent` are accepted. */
    tools?: readonly NestedServerTool[] | undefined;
    /** Maximum number of steps with tool calls, 1 to 25. */
    max_tool_calls?: number | undefined;
    /** Maximum number of tokens that the subagent generates, reasoning included. Default that of the provider. */
    max_completion_tokens?: number | undefined;
    /** Randomness of the subagent. Default that of the provider. */
    temperature?: number | undefined;
    /** How much the subagent thinks. */
    reasoning?: ServerToolReasoning | undefined;
}

/** Which models to ask, and how. */
export interface FusionParameters {
    /** Slugs of the models to ask, 1 to 8. Default a choice of the service. */
    analysis_models?: readonly string[] | undefined;
    /** Slug of the model that writes the analysis. Default that of the request. */
    model?: string | undefined;
    /** Server tools that these models may call, up to 8. Default web search and web fetch; an empty list means none. */
    tools?: readonly NestedServerTool[] | undefined;
    /** Maximum number of steps with tool calls of each model, 1 to 16. Default 4. */
    max_tool_calls?: number | undefined;
    /** Maximum number of tokens that each model generates, reasoning included. Default 16000. */
    max_completion_tokens?: number | undefined;
    /** Randomness of the models that are asked; the analysis always has 0. Default that of the provider. */
    temperature?: number | undefined;
    /** How much each model thinks. */
    reasoning?: ServerToolReasoning | undefined;
    /** Lets the service place the cache marks in the calls of these models. */
    cache_control?: CacheControl | undefined;
}

/** Where commands run. */
export interface BashParameters {
    /** Who runs the commands. Default `auto`. */
    engine?: BashEngine | undefined;
    /** The container. */
    environment?: BashEnvironment | undefined;
    /** Seconds that the container stays awake after its last command, up to 2592000 (30 days). Default 900. */
    sleep_after_seconds?: number | undefined;
}

/** Who runs the commands: `openrouter` a container of the service. With `auto` and `native` the calls come back to you, and the service runs nothing. */
export type BashEngine = "auto" | "native" | "openrouter" | (string & {});

/** The container in which commands run. */
export type BashEnvironment = BashEnvironmentAuto | BashEnvironmentReference;

/** A new container, which the service removes after use. */
export interface BashEnvironmentAuto {
    /** Always `container_auto`. */
    type: "container_auto";
}

/** A container of an earlier request. */
export interface BashEnvironmentReference {
    /** Always `container_reference`. */
    type: "container_reference";
    /** ID of the container, up to 20 letters, digits, `_` and `-`. */
    container_id: string;
}

/** How to search for models. */
export interface SearchModelsParameters {
    /** Maximum number of models to find, up to 20. Default 5. */
    max_results?: number | undefined;
}

/** How much a model that a server tool calls thinks. */
export interface ServerToolReasoning {
    /** How hard to think. */
    effort?: ReasoningEffort | undefined;
    /** Maximum number of tokens to think with. */
    max_tokens?: number | undefined;
}

/** A server tool for the models that another server tool or a plugin calls. */
export type NestedServerTool = ChatCompletionWebSearchServerTool | ChatCompletionWebFetchServerTool | ChatCompletionDatetimeServerTool | ChatCompletionImageGenerationServerTool | ChatCompletionAdvisorServerTool | ChatCompletionSubagentServerTool | ChatCompletionFusionServerTool | ChatCompletionBashServerTool | ChatCompletionSearchModelsServerTool | ChatCompletionServerTool;

/** Output format of the text. */
export type ResponseFormat = ResponseFormatText | ResponseFormatJSONObject | ResponseFormatJSONSchema | ResponseFormatGrammar | ResponseFormatPython;

/** Plain text. */
export interface ResponseFormatText {
    /** Always `text`. */
    type: "text";
}

/** Any JSON object. Say in the prompt that you want JSON, and which. */
export interface ResponseFormatJSONObject {
    /** Always `json_object`. */
    type: "json_object";
}

/** JSON that keeps to a schema. */
export interface ResponseFormatJSONSchema {
    /** Always `json_schema`. */
    type: "json_schema";
    /** The schema and its name. */
    json_schema: ResponseFormatJSONSchemaDefinition;
}

/** A named JSON Schema that the completion must match. */
export interface ResponseFormatJSONSchemaDefinition {
    /** Name, up to 64 letters, digits, `_` and `-`. */
    name: string;
    /** What the output is for. Helps the model to fill it in. */
    description?: string | undefined;
    /** The JSON Schema. */
    schema?: {
        [key: string]: unknown;
    } | undefined;
    /** `true` makes the completion match the schema exactly. Providers without strict mode drop out; if none is left the response is a 404. Default `false`. */
    strict?: boolean | null | undefined;
}

/** Text that keeps to a grammar, at providers that support it. */
export interface ResponseFormatGrammar {
    /** Always `grammar`. */
    type: "grammar";
    /** The grammar, in the notation of the provider. */
    grammar: string;
}

/** Python code, at providers that support it. */
export interface ResponseFormatPython {
    /** Always `python`. */
    type: "python";
}

/** How much the model thinks before it answers, and whether you see it. Set `effort` or `max_tokens`, not both. An empty object switches thinking on. */
export interface ReasoningConfig {
    /** How hard to think. */
    effort?: ReasoningEffort | null | undefined;
    /** Maximum number of tokens to think with. Anthropic's models bring it into 1024 to 128000, and need a larger `max_tokens` in the request. Not together with `effort`. */
    max_tokens?: number | null | undefined;
    /** `true` lets the model think but omits the thoughts from the completion; they are billed anyway. Default `false`. */
    exclude?: boolean | undefined;
    /** Switches thinking on with the model's default effort, or off. Some models can't be switched off and respond with 400. */
    enabled?: boolean | undefined;
    /** How detailed a summary of the thoughts is, at models that hide the thoughts themselves. */
    summary?: "auto" | "concise" | "detailed" | (string & {}) | null | undefined;
}

/** How hard to think. More effort means more, and more expensive, output tokens. `none` switches thinking off. */
export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max" | (string & {});

/** Which providers may serve the request, and in which order they are tried. */
export interface ProviderPreferences {
    /** Providers to try first, in this order, by slug (`anthropic`, `google-vertex`, `amazon-bedrock/eu-west-1`) or display name. */
    order?: readonly ProviderName[] | null | undefined;
    /** Only these providers may serve the request. Narrows what the account allows. */
    only?: readonly ProviderName[] | null | undefined;
    /** These providers must not serve the request. Adds to what the account forbids. */
    ignore?: readonly ProviderName[] | null | undefined;
    /** Whether providers outside `order` may serve the request when those in it can't. Default `true`. */
    allow_fallbacks?: boolean | null | undefined;
    /** `true` leaves only providers that support every parameter of the request; otherwise they ignore what they don't know. Default `false`. */
    require_parameters?: boolean | null | undefined;
    /** `deny` leaves only providers that don't store prompts. Default `allow`. */
    data_collection?: "allow" | "deny" | null | undefined;
    /** `true` leaves only endpoints that retain no data. Default that of the account. */
    zdr?: boolean | null | undefined;
    /** `true` leaves only models whose authors allow training on their output. Default `false`. */
    enforce_distillable_text?: boolean | null | undefined;
    /** Only endpoints that run the model at one of these precisions. */
    quantizations?: readonly Quantization[] | null | undefined;
    /** Try providers strictly in this order instead of balancing load between them. */
    sort?: ProviderSort | ProviderSortOptions | null | undefined;
    /** Highest price to pay. If no provider is cheaper, the request fails. */
    max_price?: ProviderMaxPrice | undefined;
    /** Prefer endpoints that write at least so fast, in tokens per second. Slower ones are tried last, not left out. */
    preferred_min_throughput?: number | PercentileThresholds | null | undefined;
    /** Prefer endpoints whose first token arrives within this many seconds. Slower ones are tried last, not left out. */
    preferred_max_latency?: number | PercentileThresholds | null | undefined;
}

/** Name of a provider for display. In requests, slugs are accepted as well. */
export type ProviderName = "AI21" | "AionLabs" | "AkashML" | "Alibaba" | "Amazon Bedrock" | "Amazon Nova" | "Ambient" | "Anthropic" | "Arcee AI" | "AtlasCloud" | "Avian" | "Azure" | "Baidu" | "BaseTen" | "Black Forest Labs" | "BytePlus" | "Cerebras" | "Chutes" | "Cirrascale" | "Clarifai" | "Claude Platform on AWS" | "Cloudflare" | "Cohere" | "CoreWeave" | "Crucible" | "Crusoe" | "Darkbloom" | "Databricks" | "Decart" | "Deepgram" | "DeepInfra" | "DeepSeek" | "DekaLLM" | "DigitalOcean" | "Featherless" | "Fireworks" | "Fish Audio" | "Friendli" | "GMICloud" | "Google" | "Google AI Studio" | "Groq" | "HeyGen" | "Inception" | "Inceptron" | "Inferact vLLM" | "InferenceNet" | "Infermatic" | "Inflection" | "Io Net" | "Ionstream" | "Krea" | "Liquid" | "Makora" | "Mancer 2" | "Mara" | "Meta" | "Minimax" | "Mistral" | "Modal" | "ModelRun" | "Modular" | "Moonshot AI" | "Morph" | "NCompass" | "Nebius" | "Nex AGI" | "NextBit" | "Novita" | "Nvidia" | "OpenAI" | "OpenInference" | "Parasail" | "Perceptron" | "Perplexity" | "Phala" | "Poolside" | "Quiver" | "Recraft" | "Reka" | "Relace" | "Runway" | "Sail Research" | "Sakana AI" | "SambaNova" | "Seed" | "SiliconFlow" | "Sourceful" | "Stealth" | "StepFun" | "StreamLake" | "Switchpoint" | "Tencent" | "Tenstorrent" | "Thinking Machines" | "Together" | "Upstage" | "Venice" | "VoyageAI by MongoDB" | "Wafer" | "WandB" | "xAI" | "Xiaomi" | "Z.AI" | (string & {});

/** Precision of a model's weights. `unknown` is an endpoint that does not say. */
export type Quantization = "int4" | "int8" | "fp4" | "mxfp4" | "nvfp4" | "fp6" | "fp8" | "mxfp8" | "fp16" | "bf16" | "fp32" | "unknown" | (string & {});

/** What to sort providers by, best first. `price` is per token, `throughput` tokens per second, `latency` time to the first token. */
export type ProviderSort = "price" | "throughput" | "latency" | "exacto" | (string & {});

/** What to sort providers by, and whether within each model or across all of `models`. */
export interface ProviderSortOptions {
    /** What to sort by. */
    by?: ProviderSort | null | undefined;
    /** `model` sorts within each model and keeps the order of models; `none` sorts all endpoints together. Default `model`. */
    partition?: "model" | "none" | (string & {}) | null | undefined;
}

/** Highest prices to pay, in US dollars, as numbers or as strings that hold one. */
export interface ProviderMaxPrice {
    /** For a million prompt tokens. */
    prompt?: number | string | undefined;
    /** For a million generated tokens. */
    completion?: number | string | undefined;
    /** For one picture. */
    image?: number | string | undefined;
    /** For a million audio tokens. */
    audio?: number | string | undefined;
    /** For one request. */
    request?: number | string | undefined;
}

/** Thresholds for percentiles of what was measured lately. All that are given must hold. */
export interface PercentileThresholds {
    /** For half of the requests. */
    p50?: number | null | undefined;
    /** For 75 of 100 requests. */
    p75?: number | null | undefined;
    /** For 90 of 100 requests. */
    p90?: number | null | undefined;
    /** For 99 of 100 requests. */
    p99?: number | null | undefined;
}

/** What the service does to the request or the response in transit. `id` says which. Plugins that are not listed here are passed on. */
export type Plugin = PluginWeb | PluginFileParser | PluginResponseHealing | PluginContextCompression | PluginModeration | PluginChainOfThought | PluginAutoRouter | PluginAutoBetaRouter | PluginWebFetch | PluginParetoRouter | PluginFusion | PluginSwitchyardRouter;

/**
 * Searches the web before the model answers, and adds sources as annotations. Each search costs extra. The server tool `openrouter:web_search` has taken its place.
 * @deprecated
 */
export interface PluginWeb {
    /** Always `web`. */
    id: "web";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Maximum number of results to add. Default 5. */
    max_results?: number | undefined;
    /** Text that introduces the results to the model. */
    search_prompt?: string | undefined;
    /** Who searches. Default `native` where the provider has a search, else `exa`. */
    engine?: WebSearchEngine | undefined;
    /** Search only here. Domains may have wildcards and paths (`*.example.com`, `example.com/blog`). */
    include_domains?: readonly string[] | undefined;
    /** Never search here. Same notation as `include_domains`. */
    exclude_domains?: readonly string[] | undefined;
    /** Maximum number of searches in the request. */
    max_uses?: number | undefined;
    /** Thoroughness, in the words of the engine. */
    mode?: WebSearchMode | undefined;
    /** Where the user is, for local results. */
    user_location?: WebSearchUserLocation | null | undefined;
}

/** Sets how documents are read. */
export interface PluginFileParser {
    /** Always `file-parser`. */
    id: "file-parser";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** How PDFs are read. */
    pdf?: PluginFileParserPDF | undefined;
    /** Maximum number of files to read. */
    max_files?: number | undefined;
}

/** Repairs JSON that the model got slightly wrong. Only without `stream`. */
export interface PluginResponseHealing {
    /** Always `response-healing`. */
    id: "response-healing";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
}

/** Shortens a prompt that does not fit the model. On by default for models with 8192 tokens or fewer. */
export interface PluginContextCompression {
    /** Always `context-compression`. */
    id: "context-compression";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** How to shorten: `middle-out` drops messages from the middle. Default `middle-out`. */
    engine?: "middle-out" | (string & {}) | undefined;
}

/** Has prompts moderated before a model sees them. */
export interface PluginModeration {
    /** Always `moderation`. */
    id: "moderation";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
}

/**
 * An older plugin that makes the model think. No longer published by the service.
 * @deprecated
 */
export interface PluginChainOfThought {
    /** Always `chain-of-thought`. */
    id: "chain-of-thought";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
}

/** Sets how `openrouter/auto` chooses a model. */
export interface PluginAutoRouter {
    /** Always `auto-router`. */
    id: "auto-router";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Choose only among these; patterns such as `anthropic/*`, up to 1024. */
    allowed_models?: readonly string[] | undefined;
    /** Never choose these; patterns, up to 1024. */
    excluded_models?: readonly string[] | undefined;
    /** How expensive a model may be chosen. */
    cost_tier?: CostTier | undefined;
    /**
     * Old scale from 0 (quality) to 10 (cost). Use `cost_tier`.
     * @deprecated
     */
    cost_quality_tradeoff?: number | undefined;
    /** `true` keeps the chosen model for the rest of the session. */
    pin_model?: boolean | undefined;
}

/** Like `auto-router`, for the trial version of the router. */
export interface PluginAutoBetaRouter {
    /** Always `auto-beta-router`. */
    id: "auto-beta-router";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Choose only among these; patterns such as `anthropic/*`, up to 1024. */
    allowed_models?: readonly string[] | undefined;
    /** Never choose these; patterns, up to 1024. */
    excluded_models?: readonly string[] | undefined;
    /** How expensive a model may be chosen. */
    cost_tier?: CostTier | undefined;
    /**
     * Old scale from 0 (quality) to 10 (cost). Use `cost_tier`.
     * @deprecated
     */
    cost_quality_tradeoff?: number | undefined;
    /** `true` keeps the chosen model for the rest of the session. */
    pin_model?: boolean | undefined;
}

/** Lets the model read pages by their address. */
export interface PluginWebFetch {
    /** Always `web-fetch`. */
    id: "web-fetch";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Fetch only from here. */
    allowed_domains?: readonly string[] | undefined;
    /** Never fetch from here. */
    blocked_domains?: readonly string[] | undefined;
    /** Maximum number of tokens kept of each page. */
    max_content_tokens?: number | undefined;
    /** Maximum number of pages in the request. */
    max_uses?: number | undefined;
}

/** Chooses the best model for a price. */
export interface PluginParetoRouter {
    /** Always `pareto-router`. */
    id: "pareto-router";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Highest price, in US dollars for a million tokens. */
    max_price?: number | undefined;
    /** Lowest score in programming, 0 to 1. */
    min_coding_score?: number | undefined;
    /** Which price is compared: that of prompt tokens, or a weighted average. */
    price_source?: "prompt" | "weighted_avg" | (string & {}) | undefined;
}

/** Configures `openrouter/fusion`, which asks several models and merges their completions. All of them are billed. */
export interface PluginFusion {
    /** Always `fusion`. */
    id: "fusion";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** Models to ask, 1 to 8. Default a choice of the service. */
    analysis_models?: readonly string[] | undefined;
    /** Model that compares the completions and writes the final one. Default a choice of the service. */
    model?: string | undefined;
    /** A named choice of models by the service. `analysis_models` and `model` win over it. */
    preset?: "general-high" | "general-budget" | "general-fast" | (string & {}) | undefined;
    /** Maximum number of tool calls of each model, 1 to 16. Default 4. */
    max_tool_calls?: number | undefined;
    /** Server tools for the models that are asked, up to 8. Default web search and web fetch; an empty list means none. */
    tools?: readonly NestedServerTool[] | undefined;
}

/** Chooses among candidate models by how demanding the task looks. */
export interface PluginSwitchyardRouter {
    /** Always `switchyard-router`. */
    id: "switchyard-router";
    /** `false` switches off a plugin that the account switches on. Default `true`. */
    enabled?: boolean | undefined;
    /** How to choose: `capability` and `stage` ask a small judge model (which costs extra), `auto` goes by the tool results alone, `composite` keeps the choice until the next human turn, `random` chooses at random, `passthrough` does not choose. Default `stage`. */
    algorithm?: "capability" | "stage" | "auto" | "composite" | "random" | "passthrough" | (string & {}) | undefined;
}

/** How PDFs are read. */
export interface PluginFileParserPDF {
    /** Who reads them: `mistral-ocr` for scans (costs per page), `cloudflare-ai` for text (free; once called `pdf-text`), `native` for models that read PDFs by themselves (billed as input tokens). */
    engine?: "mistral-ocr" | "cloudflare-ai" | "native" | "pdf-text" | (string & {}) | undefined;
}

/** How expensive a model may be chosen. */
export type CostTier = "low" | "medium" | "high" | "xhigh" | "max" | (string & {});

/** A complete completion. */
export interface ChatCompletion {
    /** ID of the generation, `gen-<seconds>-<20 characters>`. Quote it to support. */
    id: string;
    /** Always `chat.completion`. */
    object: "chat.completion";
    /** When it was made, in seconds since 1970. */
    created: number;
    /** Model that generated the completion. Often not the requested slug, but a dated or canonical one, or a fallback. */
    model: string;
    /** Display name of the provider that responded, such as `Amazon Bedrock`. */
    provider: string;
    /** The choices; so far always one. */
    choices: ChatCompletionChoice[];
    /** Tokens and cost. */
    usage?: CompletionUsage | undefined;
    /** Mark of the provider's configuration. Most providers give none. */
    system_fingerprint?: string | null | undefined;
    /** Speed and price class that was used, where the provider has several. */
    service_tier?: ServiceTierUsed | null | undefined;
    /** How the request was routed. Only with the header `X-OpenRouter-Metadata`. */
    openrouter_metadata?: OpenRouterMetadata | undefined;
}

/** Speed and price class that was used. */
export type ServiceTierUsed = "default" | "standard" | "provisioned" | (string & {});

/** One choice, and why it ended. */
export interface ChatCompletionChoice {
    /** Place among the choices, from 0. */
    index: number;
    /** The model's message. */
    message: ChatCompletionMessage;
    /** Why the model stopped. */
    finish_reason: ChatCompletionFinishReason | null;
    /** Why the model stopped, in the provider's own word, such as `end_turn` or `MAX_TOKENS`. */
    native_finish_reason: string | null;
    /** Log probabilities of the tokens, if they were asked for. */
    logprobs?: ChatCompletionTokenLogprobs | null | undefined;
    /** What went wrong when the provider failed part of the way. Then `finish_reason` is `error` and the text is incomplete. */
    error?: ChatCompletionErrorDetail | undefined;
}

/** Why the model stopped: `stop` it was done, `length` it ran into the token limit, `tool_calls` it waits for results, `content_filter` a filter cut it off, `error` the provider failed. */
export type ChatCompletionFinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "error" | (string & {});

/** What the model said. Can go back into `messages` as it is. */
export interface ChatCompletionMessage {
    /** Always `assistant`. */
    role: "assistant";
    /** The text. `null` or empty next to tool calls and pictures, and now and then with nothing at all. */
    content: string | null;
    /** Model that wrote the message, where the service says so. */
    model?: string | undefined;
    /** Name of the participant that wrote the message, where the service says so. */
    name?: string | undefined;
    /** Why the model declined, if it did. */
    refusal?: string | null | undefined;
    /** The model's thoughts as text, or a summary of them. */
    reasoning?: string | null | undefined;
    /** The model's thoughts in pieces. Send them back unchanged and complete, even an empty list. */
    reasoning_details?: ReasoningDetail[] | undefined;
    /** Tools that the model wants called. */
    tool_calls?: ChatCompletionMessageToolCall[] | undefined;
    /** Sources of the completion, and files as they were read. */
    annotations?: AnnotationDetail[] | undefined;
    /** Pictures that the model painted. */
    images?: ChatCompletionMessageImage[] | undefined;
    /** What the model spoke. */
    audio?: ChatCompletionMessageAudio | undefined;
}

/** A call of one of your functions. */
export interface ChatCompletionMessageToolCall {
    /** Place among the calls, from 0. */
    index?: number | undefined;
    /** ID to send the result with, as `tool_call_id`. Some providers repeat it in parallel calls or leave it empty. */
    id: string;
    /** Always `function`. */
    type: "function";
    /** Which function, with which arguments. */
    function: ChatCompletionMessageToolCallFunction;
}

/** A function and its arguments. */
export interface ChatCompletionMessageToolCallFunction {
    /** Name of the function. */
    name: string;
    /** Arguments as JSON text. Check them; models invent some. A few providers send an empty text for a function without parameters, or leave them out, which means `{}`. */
    arguments: string;
}

/** A picture that the model painted. */
export interface ChatCompletionMessageImage {
    /** Always `image_url`. */
    type?: "image_url" | undefined;
    /** Place among the pictures, from 0. */
    index?: number | undefined;
    /** The picture. */
    image_url: ChatCompletionMessageImageURL;
}

/** A picture as an address. */
export interface ChatCompletionMessageImageURL {
    /** The picture itself, as a `data:` URL in base64. */
    url: string;
}

/** What the model spoke, or in a stream the next piece of it. */
export interface ChatCompletionMessageAudio {
    /** ID by which a later message can refer to it. */
    id?: string | undefined;
    /** The sound in base64, in the format that was asked for. */
    data?: string | undefined;
    /** The spoken text. */
    transcript?: string | undefined;
    /** When the ID stops being valid, in seconds since 1970. */
    expires_at?: number | undefined;
}

/** A piece of the model's thoughts. `type` says in which form. */
export type ReasoningDetail = ReasoningDetailSummary | ReasoningDetailEncrypted | ReasoningDetailText | ReasoningDetailServerToolCall;

/** Whose notation a piece of reasoning is in. */
export type ReasoningFormat = "anthropic-claude-v1" | "openai-responses-v1" | "azure-openai-responses-v1" | "bedrock-openai-responses-v1" | "google-gemini-v1" | "xai-responses-v1" | "bedrock-xai-responses-v1" | "meta-responses-v1" | "unknown" | (string & {});

/** A summary of the thoughts, from models that hide the thoughts themselves. */
export interface ReasoningDetailSummary {
    /** Always `reasoning.summary`. */
    type: "reasoning.summary";
    /** The summary. */
    summary: string;
    /** ID that the provider gave the piece. */
    id?: string | null | undefined;
    /** Whose notation the piece is in. */
    format?: ReasoningFormat | null | undefined;
    /** Which block of thoughts the piece belongs to. In a stream, pieces with the same index make up one block. */
    index?: number | undefined;
}

/** Thoughts in a form that only the provider can read. Send them back, but don't show them. */
export interface ReasoningDetailEncrypted {
    /** Always `reasoning.encrypted`. */
    type: "reasoning.encrypted";
    /** The sealed thoughts, in base64. */
    data: string;
    /** ID that the provider gave the piece. */
    id?: string | null | undefined;
    /** Whose notation the piece is in. */
    format?: ReasoningFormat | null | undefined;
    /** Which block of thoughts the piece belongs to. In a stream, pieces with the same index make up one block. */
    index?: number | undefined;
}

/** Thoughts as text. In a stream the last piece may hold the signature alone. */
export interface ReasoningDetailText {
    /** Always `reasoning.text`. */
    type: "reasoning.text";
    /** The thoughts. */
    text?: string | null | undefined;
    /** The provider's signature. Without it Anthropic refuses the thoughts when they come back. */
    signature?: string | null | undefined;
    /** ID that the provider gave the piece. */
    id?: string | null | undefined;
    /** Whose notation the piece is in. */
    format?: ReasoningFormat | null | undefined;
    /** Which block of thoughts the piece belongs to. In a stream, pieces with the same index make up one block. */
    index?: number | undefined;
}

/** A tool that the service ran while the model was thinking. */
export interface ReasoningDetailServerToolCall {
    /** Always `reasoning.server_tool_call`. */
    type: "reasoning.server_tool_call";
    /** Name of the tool. */
    tool_name: string;
    /** Arguments of the call, as JSON text. */
    arguments: string;
    /** What the tool returned. */
    result: string;
    /** ID of the call. */
    tool_call_id?: string | null | undefined;
    /** ID that the provider gave the piece. */
    id?: string | null | undefined;
    /** Whose notation the piece is in. */
    format?: ReasoningFormat | null | undefined;
    /** Which block of thoughts the piece belongs to. In a stream, pieces with the same index make up one block. */
    index?: number | undefined;
}

/** A source of the completion, or a file as it was read. `type` says which. */
export type AnnotationDetail = AnnotationDetailURLCitation | AnnotationDetailFile | AnnotationDetailFileAnnotation;

/** A web page that the completion is based on. */
export interface AnnotationDetailURLCitation {
    /** Always `url_citation`. */
    type: "url_citation";
    /** The page. */
    url_citation: URLCitation;
}

/** A web page, and the part of the completion that it supports. */
export interface URLCitation {
    /** Address of the page. */
    url: string;
    /** Title of the page. */
    title?: string | undefined;
    /** Where the stretch begins in `content`, in characters from 0. Often 0 together with `end_index`, which means unknown. */
    start_index?: number | undefined;
    /** Where the stretch ends in `content`. */
    end_index?: number | undefined;
    /** What the page says, shortened. */
    content?: string | undefined;
}

/** A file as it was read. Sent back with the message, it saves reading the file again. */
export interface AnnotationDetailFile {
    /** Always `file`. */
    type: "file";
    /** The file. */
    file: ParsedFile;
}

/** Content of a file as the model got it. */
export interface ParsedFile {
    /** Hash by which the service knows the file again. */
    hash: string;
    /** Name of the file. */
    name?: string | undefined;
    /** Text and pictures in the file, in order. */
    content?: readonly ParsedFilePart[] | undefined;
}

/** A piece of a file's content. */
export type ParsedFilePart = ChatCompletionContentPartText | ChatCompletionContentPartImage;

/** A position in a file that the completion is based on. Old form. */
export interface AnnotationDetailFileAnnotation {
    /** Always `file_annotation`. */
    type: "file_annotation";
    /** The place. */
    file_annotation: FileCitation;
}

/** A place in a file. */
export interface FileCitation {
    /** ID of the file. */
    file_id: string;
    /** What the file says there. */
    quote?: string | undefined;
}

/** Log probabilities of the tokens. Some providers use fields of their own instead. */
export interface ChatCompletionTokenLogprobs {
    /** One entry for each token of the text. */
    content?: ChatCompletionTokenLogprob[] | null | undefined;
    /** One entry for each token of the refusal. */
    refusal?: ChatCompletionTokenLogprob[] | null | undefined;
}

/** A token, its log probability, and what else was likely in its place. */
export interface ChatCompletionTokenLogprob {
    /** The token. */
    token: string;
    /** Natural logarithm of its probability; 0 is certain. */
    logprob: number;
    /** Its UTF-8 bytes, for characters that several tokens make up together. */
    bytes: number[] | null;
    /** The likeliest tokens in its place, as many as `top_logprobs` asked for. */
    top_logprobs: ChatCompletionTopLogprob[];
}

/** A token that was likely in a certain place. */
export interface ChatCompletionTopLogprob {
    /** The token. */
    token: string;
    /** Natural logarithm of its probability; 0 is certain. */
    logprob: number;
    /** Its UTF-8 bytes. */
    bytes: number[] | null;
}

/** Tokens and cost of a completion. All zero for responses from the response cache. */
export interface CompletionUsage {
    /** Tokens of the prompt, cached ones included. */
    prompt_tokens: number;
    /** Generated tokens, reasoning included at most providers. */
    completion_tokens: number;
    /** Both together. */
    total_tokens: number;
    /** What the account was charged, in credits; a credit is a US dollar. */
    cost?: number | undefined;
    /** Whether a provider key of your own was used; then the provider bills you, and `cost` is only the service's fee. */
    is_byok?: boolean | undefined;
    /** The prompt's tokens by kind. */
    prompt_tokens_details?: PromptTokensDetails | null | undefined;
    /** The generated tokens by kind. */
    completion_tokens_details?: CompletionTokensDetails | null | undefined;
    /** What the provider charged. */
    cost_details?: CostDetails | null | undefined;
    /** Tools that the service ran. */
    server_tool_use_details?: ServerToolUseDetails | undefined;
    /** Older, shorter form of `server_tool_use_details`. */
    server_tool_use?: ServerToolUse | undefined;
}

/** The prompt's tokens by kind. */
export interface PromptTokensDetails {
    /** Read from the provider's prompt cache, at a lower price. */
    cached_tokens?: number | undefined;
    /** Written to the provider's prompt cache, at a higher price with some providers. */
    cache_write_tokens?: number | undefined;
    /** Tokens of sound. */
    audio_tokens?: number | undefined;
    /** Tokens of video. */
    video_tokens?: number | undefined;
}

/** The generated tokens by kind. */
export interface CompletionTokensDetails {
    /** Spent on thinking. With some providers more than `completion_tokens`. */
    reasoning_tokens?: number | undefined;
    /** Tokens of speech. */
    audio_tokens?: number | undefined;
    /** Tokens of pictures. */
    image_tokens?: number | undefined;
    /** Tokens of `prediction` that matched. */
    accepted_prediction_tokens?: number | null | undefined;
    /** Tokens of `prediction` that did not, and are billed all the same. */
    rejected_prediction_tokens?: number | null | undefined;
}

/** What the provider charged, in US dollars. */
export interface CostDetails {
    /** The provider's whole price. Often `null` unless a key of your own was used. */
    upstream_inference_cost?: number | null | undefined;
    /** The provider's price of the prompt. */
    upstream_inference_prompt_cost?: number | undefined;
    /** The provider's price of the generated tokens. */
    upstream_inference_completions_cost?: number | undefined;
    /** Price of the tools that the service ran. */
    server_tool_cost?: number | null | undefined;
}

/** Counts of the tools that the service ran. */
export interface ServerToolUseDetails {
    /** Calls that the model asked for. */
    tool_calls_requested?: number | undefined;
    /** Calls that were run. */
    tool_calls_executed?: number | undefined;
    /** Web searches that were run, and billed. */
    web_search_requests?: number | undefined;
}

/** Counts of the tools that the service ran, in an older form. */
export interface ServerToolUse {
    /** Web searches that were run, and billed. */
    web_search_requests?: number | undefined;
}

/** A piece of a streamed completion. The last one carries `usage`; it has no choices, or a choice with an empty delta that may repeat `finish_reason`. A failure in the middle is a chunk with `error`, after which the stream ends. */
export interface ChatCompletionChunk {
    /** ID of the generation, the same in all chunks of a stream. */
    id: string;
    /** Always `chat.completion.chunk`. */
    object: "chat.completion.chunk";
    /** When the completion was started, in seconds since 1970. */
    created: number;
    /** Model that generates the completion. Often not the requested slug, but a dated or canonical one, or a fallback. */
    model: string;
    /** Display name of the provider that responds. */
    provider: string;
    /** The next piece of the completion; at most one so far, none in some usage chunks and in the debug chunk. */
    choices: ChatCompletionChunkChoice[];
    /** Tokens and cost. Only in the last chunk. */
    usage?: CompletionUsage | undefined;
    /** What went wrong. Nothing but the end of the stream follows. */
    error?: ChatCompletionErrorDetail | undefined;
    /** Mark of the provider's configuration. Most providers give none. */
    system_fingerprint?: string | null | undefined;
    /** Speed and price class that was used, where the provider has several. */
    service_tier?: ServiceTierUsed | null | undefined;
    /** What was sent to the provider. Only in the first chunk, and only if `debug` asked for it. */
    debug?: ChatCompletionChunkDebug | undefined;
    /** How the request was routed. Only in the last chunk, and only with the header `X-OpenRouter-Metadata`. */
    openrouter_metadata?: OpenRouterMetadata | undefined;
}

/** What a chunk adds to one choice. */
export interface ChatCompletionChunkChoice {
    /** Which choice, from 0. */
    index: number;
    /** What is added. */
    delta: ChatCompletionChunkChoiceDelta;
    /** Why the model stopped; `null` until then. Can come twice, the second time next to `usage`. */
    finish_reason: ChatCompletionFinishReason | null;
    /** Why the model stopped, in the provider's own word. */
    native_finish_reason?: string | null | undefined;
    /** Log probabilities of the tokens of this chunk, if they were asked for. */
    logprobs?: ChatCompletionTokenLogprobs | null | undefined;
    /** What went wrong when the provider failed. Then `finish_reason` is `error` and the text is incomplete. */
    error?: ChatCompletionErrorDetail | undefined;
}

/** What a chunk adds to the message. Texts are to be joined, lists appended; tool calls are joined by their `index`. */
export interface ChatCompletionChunkChoiceDelta {
    /** Always `assistant`; in practice in every chunk. */
    role?: "assistant" | undefined;
    /** The next piece of the text, often empty. */
    content?: string | null | undefined;
    /** The next piece of a refusal. */
    refusal?: string | null | undefined;
    /** The next piece of the thoughts as text. */
    reasoning?: string | null | undefined;
    /** The next pieces of the thoughts. */
    reasoning_details?: ReasoningDetail[] | undefined;
    /** The next pieces of tool calls. */
    tool_calls?: ChatCompletionChunkChoiceDeltaToolCall[] | undefined;
    /** Further sources. */
    annotations?: AnnotationDetail[] | undefined;
    /** Further pictures, each of them whole. */
    images?: ChatCompletionMessageImage[] | undefined;
    /** The next piece of speech. */
    audio?: ChatCompletionMessageAudio | undefined;
}

/** A piece of a tool call. The first one has the ID and the name, the others have more of the arguments. */
export interface ChatCompletionChunkChoiceDeltaToolCall {
    /** Which call the piece belongs to, from 0. */
    index: number;
    /** ID to send the result with, as `tool_call_id`. Only in the first piece. */
    id?: string | undefined;
    /** Always `function`. */
    type?: "function" | undefined;
    /** The piece. */
    function: ChatCompletionChunkChoiceDeltaToolCallFunction;
}

/** A piece of a function call. */
export interface ChatCompletionChunkChoiceDeltaToolCallFunction {
    /** Name of the function. Only in the first piece. */
    name?: string | undefined;
    /** The next piece of the arguments' JSON text. That it parses does not mean that it is complete. */
    arguments?: string | undefined;
}

/** What was sent to the provider. */
export interface ChatCompletionChunkDebug {
    /** The body that the provider got, in its own format. */
    echo_upstream_body?: {
        [key: string]: unknown;
    } | undefined;
}

/** Body of an error. Also possible with status 200, when the failure came after the status was sent. */
export interface ErrorResponse {
    /** What went wrong. */
    error: ChatCompletionErrorDetail;
    /** ID of the account; sometimes empty. */
    user_id?: string | null | undefined;
    /** How the request was routed until it failed. Only with the header `X-OpenRouter-Metadata`. */
    openrouter_metadata?: OpenRouterMetadata | null | undefined;
}

/** What went wrong. */
export interface ChatCompletionErrorDetail {
    /** As a rule the HTTP status as a number; in streams some documents show a word. */
    code: number | string | null;
    /** What went wrong, for people. `Provider returned error` means that the reason is in `metadata.raw`. */
    message: string;
    /** More about it. */
    metadata?: ErrorMetadata | undefined;
    /** Parameter that is to blame. */
    param?: string | null | undefined;
    /** Kind of error, in OpenAI's words. */
    type?: string | undefined;
}

/** More about an error. Which fields are there depends on who failed; there may be others than these. */
export interface ErrorMetadata {
    /** Display name of the provider that failed; `null` if the service itself did. */
    provider_name?: string | null | undefined;
    /** The provider's own response, as text (often JSON text) or as an object. */
    raw?: string | {
        [key: string]: unknown;
    } | undefined;
    /** Whether a provider key of your own was used. */
    is_byok?: boolean | undefined;
    /** What went wrong at the providers that were tried before. */
    previous_errors?: ErrorMetadataPreviousError[] | undefined;
    /** Kind of error. */
    error_type?: ErrorType | undefined;
    /** Code that the provider gave the error. */
    provider_code?: string | undefined;
    /** Why moderation flagged the input (403). */
    reasons?: string[] | undefined;
    /** The flagged stretch of the input, shortened (403). */
    flagged_input?: string | undefined;
    /** Model that was asked (403). */
    model_slug?: string | undefined;
    /** Patterns of the account's guardrail that matched (403). */
    patterns?: string[] | undefined;
    /** The headers of the service's own rate limit (429), for browsers, which can't read the real ones. */
    headers?: ErrorMetadataHeaders | undefined;
    /** Which limit was reached (402). The last one passes when running requests end. */
    limit_source?: "openrouter_credits" | "openrouter_key_limit" | "openrouter_in_flight_budget" | (string & {}) | undefined;
    /** Why the budget refused the request (402). */
    reason?: "in_flight_budget_exhausted" | "weight_exceeds_budget" | (string & {}) | undefined;
    /** What would help (402). */
    remedy_hint?: string | undefined;
}

/** What went wrong at a provider that was tried before. */
export interface ErrorMetadataPreviousError {
    /** Status of its response. */
    code: number | string | null;
    /** What it said. */
    message: string;
}

/** State of the service's own rate limit. All values are strings. */
export interface ErrorMetadataHeaders {
    /** Requests allowed in the current period. */
    "X-RateLimit-Limit"?: string | undefined;
    /** Requests left in it. */
    "X-RateLimit-Remaining"?: string | undefined;
    /** When it ends, in milliseconds since 1970. */
    "X-RateLimit-Reset"?: string | undefined;
}

/** Kind of error, finer than the status. */
export type ErrorType = "context_length_exceeded" | "max_tokens_exceeded" | "token_limit_exceeded" | "string_too_long" | "authentication" | "permission_denied" | "payment_required" | "rate_limit_exceeded" | "provider_overloaded" | "provider_unavailable" | "invalid_request" | "invalid_prompt" | "not_found" | "precondition_failed" | "payload_too_large" | "unprocessable" | "content_policy_violation" | "refusal" | "invalid_image" | "image_too_large" | "image_too_small" | "unsupported_image_format" | "image_not_found" | "image_download_failed" | "server" | "timeout" | "unmapped" | (string & {});

/** How a request was routed. Grows without notice; everything in it is optional. */
export interface OpenRouterMetadata {
    /** Model as it was asked for. */
    requested?: string | undefined;
    /** How the model was chosen. */
    strategy?: "direct" | "auto" | "free" | "latest" | "alias" | "fallback" | "pareto" | "bodybuilder" | "fusion" | (string & {}) | undefined;
    /** Where the service handled the request. */
    region?: string | null | undefined;
    /** The routing in one line, for people. */
    summary?: string | undefined;
    /** Which attempt succeeded, from 1; 0 if no provider was reached. */
    attempt?: number | undefined;
    /** Whether a provider key of your own was used. */
    is_byok?: boolean | undefined;
    /** Milliseconds from the request to the provider until the end of its response. */
    generation_time?: number | undefined;
    /** Endpoints that could have served the request. */
    endpoints?: OpenRouterMetadataEndpoints | undefined;
    /** Endpoints that were tried, in order. */
    attempts?: OpenRouterMetadataAttempt[] | undefined;
    /** Parameters of the router, in its own terms. */
    params?: OpenRouterMetadataParams | undefined;
    /** What was done to the request and the response in transit. */
    pipeline?: OpenRouterMetadataPipelineStage[] | undefined;
}

/** Parameters of the router, in its own terms. */
export interface OpenRouterMetadataParams {
    /** Models of which one was chosen, as the slug that their versions share. */
    version_group?: string | undefined;
    /** Lowest quality that a model could have. */
    quality_floor?: number | undefined;
    /** Lowest throughput that an endpoint could have. */
    throughput_floor?: number | undefined;
    [key: string]: unknown;
}

/** Endpoints that could have served the request. */
export interface OpenRouterMetadataEndpoints {
    /** How many serve the model. */
    total?: number | undefined;
    /** Those that were left after filtering. */
    available?: OpenRouterMetadataEndpoint[] | undefined;
}

/** A model at a provider. */
export interface OpenRouterMetadataEndpoint {
    /** Display name of the provider. */
    provider?: string | undefined;
    /** Slug of the model. */
    model?: string | undefined;
    /** Whether it was chosen. */
    selected?: boolean | undefined;
}

/** An endpoint that was tried. */
export interface OpenRouterMetadataAttempt {
    /** Display name of the provider. */
    provider?: string | undefined;
    /** Slug of the model. */
    model?: string | undefined;
    /** HTTP status of its response. */
    status?: number | undefined;
}

/** One thing that was done to the request or the response. */
export interface OpenRouterMetadataPipelineStage {
    /** Kind of stage. */
    type?: "guardrail" | "plugin" | "server_tools" | "response_healing" | "context_compression" | (string & {}) | undefined;
    /** Name of the stage. */
    name?: string | undefined;
    /** What it found or changed. */
    data?: {
        [key: string]: unknown;
    } | undefined;
    /** The same in one line, for people. */
    summary?: string | undefined;
    /** ID of the guardrail. */
    guardrail_id?: string | undefined;
    /** What the guardrail applies to. */
    guardrail_scope?: string | undefined;
    /** What the stage cost, in US dollars. */
    cost_usd?: number | null | undefined;
}

/** Models, and where the list continues. */
export interface ModelsListResponse {
    /** The models of this page. */
    data: Model[];
    /** Where the list continues. */
    links?: ModelsListLinks | undefined;
    /** Number of models that match, on all pages together. */
    total_count?: number | undefined;
}

/** Where a list continues. */
export interface ModelsListLinks {
    /** URL of the next page, `null` on the last one. */
    next: string | null;
}

/** One model. */
export interface ModelResponse {
    /** The model. */
    data: Model;
}

/** A model that the service offers. */
export interface Model {
    /** Slug to send as `model`, such as `author/name` or `author/name:free`. */
    id: string;
    /** Slug that stays with this version of the model, often with a date. */
    canonical_slug: string;
    /** Name for display. */
    name: string;
    /** When the model was created, in seconds since 1970. */
    created: number;
    /** What the model is good at. */
    description?: string | undefined;
    /** Name of the weights at Hugging Face, if they are there. */
    hugging_face_id?: string | null | undefined;
    /** Only for an alias such as `~author/name-latest`, the model that it stands for. */
    alias_target?: ModelAliasTarget | undefined;
    /** Maximum number of tokens that prompt and completion can have together. */
    context_length: number | null;
    /** What goes in and what comes out. */
    architecture: ModelArchitecture;
    /** Prices in US dollars. */
    pricing: ModelPricing;
    /** Limits of the provider that is ranked first. */
    top_provider: ModelTopProvider;
    /** Maximum number of tokens of a single request. `null` if there is no such limit. */
    per_request_limits?: ModelRequestLimits | null | undefined;
    /** Request parameters that at least one endpoint of the model supports. */
    supported_parameters: ModelParameter[];
    /** Sampling parameters that apply when a request does not set them. */
    default_parameters?: ModelDefaultParameters | null | undefined;
    /** Voices of a model that speaks, `null` for other models. */
    supported_voices?: string[] | null | undefined;
    /** How reasoning can be set. Absent for models that don't reason and for routers. */
    reasoning?: ModelReasoning | undefined;
    /** Date of the newest training data, such as `2026-01-31`. `null` if it is not known. */
    knowledge_cutoff?: string | null | undefined;
    /** Date after which the model may be removed, such as `2026-12-31`. `null` if none is set. */
    expiration_date?: string | null | undefined;
    /** Scores from third parties. Absent if there are none. */
    benchmarks?: ModelBenchmarks | undefined;
    /** Where to read more about the model. */
    links: ModelLinks;
}

/** The model that an alias stands for. */
export interface ModelAliasTarget {
    /** Name for display. */
    name: string;
    /** The `id` of that model. */
    slug: string;
}

/** What goes into a model and what comes out. */
export interface ModelArchitecture {
    /** Inputs and outputs in short, such as `text+image->text`. */
    modality: string | null;
    /** Kinds of input that the model accepts. */
    input_modalities: ModelInputModality[];
    /** Kinds of output that the model produces. */
    output_modalities: ModelOutputModality[];
    /** Family of the tokenizer. `null` if it is not known. */
    tokenizer?: "Router" | "Media" | "Other" | "GPT" | "Claude" | "Gemini" | "Gemma" | "Grok" | "Cohere" | "Nova" | "Qwen" | "Qwen3" | "Yi" | "DeepSeek" | "Mistral" | "Llama2" | "Llama3" | "Llama4" | "PaLM" | "RWKV" | (string & {}) | null | undefined;
    /** Format of the model's instructions. `null` if it has none of its own. */
    instruct_type?: "none" | "airoboros" | "alpaca" | "alpaca-modif" | "chatml" | "claude" | "code-llama" | "gemma" | "llama2" | "llama3" | "mistral" | "nemotron" | "neural" | "openchat" | "phi3" | "rwkv" | "vicuna" | "zephyr" | "deepseek-r1" | "deepseek-v3.1" | "qwq" | "qwen3" | (string & {}) | null | undefined;
}

/** A kind of input. */
export type ModelInputModality = "text" | "image" | "file" | "audio" | "video" | (string & {});

/** A kind of output. */
export type ModelOutputModality = "text" | "image" | "embeddings" | "audio" | "video" | "rerank" | "speech" | "transcription" | (string & {});

/** Name of a request parameter that not every model supports. */
export type ModelParameter = "temperature" | "top_p" | "top_k" | "min_p" | "top_a" | "frequency_penalty" | "presence_penalty" | "repetition_penalty" | "max_tokens" | "max_completion_tokens" | "logit_bias" | "logprobs" | "top_logprobs" | "prediction" | "seed" | "response_format" | "structured_outputs" | "stop" | "tools" | "tool_choice" | "parallel_tool_calls" | "include_reasoning" | "reasoning" | "reasoning_effort" | "web_search_options" | "verbosity" | (string & {});

/** Prices in US dollars, as strings that hold a number. A price that is missing is not charged separately. */
export interface ModelPricing {
    /** For one prompt token. */
    prompt: string;
    /** For one generated token. */
    completion: string;
    /** For one request. */
    request?: string | undefined;
    /** For one picture in the prompt. */
    image?: string | undefined;
    /** For one image token. */
    image_token?: string | undefined;
    /** For one generated picture. */
    image_output?: string | undefined;
    /** For one audio token of the prompt. */
    audio?: string | undefined;
    /** For one generated audio token. */
    audio_output?: string | undefined;
    /** For one audio token read from the prompt cache. */
    input_audio_cache?: string | undefined;
    /** For one web search. */
    web_search?: string | undefined;
    /** For one reasoning token. */
    internal_reasoning?: string | undefined;
    /** For one token read from the prompt cache. */
    input_cache_read?: string | undefined;
    /** For one token written to the prompt cache. With several lifetimes, the price of the shortest. */
    input_cache_write?: string | undefined;
    /** For one token written to the prompt cache for an hour. Only at providers that price it separately. */
    input_cache_write_1h?: string | undefined;
    /** Share that is taken off these prices, 0 (nothing) to 1 (free). */
    discount?: number | undefined;
    /** Prices that apply under conditions, such as long prompts or hours of the day. Of several entries that apply, the last wins; a price that no entry names stays as it is. */
    overrides?: PricingOverride[] | undefined;
}

/** Prices that replace the base prices while all conditions of the entry hold. */
export interface PricingOverride {
    /** Condition, the prompt has more tokens than this. */
    min_prompt_tokens?: number | undefined;
    /** Condition, the time of day (UTC) is not before this, as hours times 100 plus minutes; `1030` is half past ten. A start after the end spans midnight. */
    utc_start?: number | undefined;
    /** Condition, the time of day (UTC) is before this, in the same form. */
    utc_end?: number | undefined;
    /** For one prompt token, in US dollars. */
    prompt?: string | undefined;
    /** For one generated token, in US dollars. */
    completion?: string | undefined;
    /** For one audio token of the prompt, in US dollars. */
    audio?: string | undefined;
    /** For one audio token read from the prompt cache, in US dollars. */
    input_audio_cache?: string | undefined;
    /** For one token read from the prompt cache, in US dollars. */
    input_cache_read?: string | undefined;
    /** For one token written to the prompt cache, in US dollars. */
    input_cache_write?: string | undefined;
    /** For one token written to the prompt cache for an hour, in US dollars. */
    input_cache_write_1h?: string | undefined;
}

/** Limits of the provider that is ranked first for a model. */
export interface ModelTopProvider {
    /** Maximum number of tokens that prompt and completion can have together. */
    context_length?: number | null | undefined;
    /** Maximum number of tokens that one completion can have. */
    max_completion_tokens?: number | null | undefined;
    /** Whether the provider moderates prompts. */
    is_moderated: boolean;
}

/** Maximum number of tokens of a single request. */
export interface ModelRequestLimits {
    /** Maximum number of tokens of the prompt. */
    prompt_tokens: number;
    /** Maximum number of tokens of the completion. */
    completion_tokens: number;
}

/** Sampling parameters that apply when a request does not set them. `null` leaves one to the provider. */
export interface ModelDefaultParameters {
    /** Default of `temperature`. */
    temperature?: number | null | undefined;
    /** Default of `top_p`. */
    top_p?: number | null | undefined;
    /** Default of `top_k`. */
    top_k?: number | null | undefined;
    /** Default of `frequency_penalty`. */
    frequency_penalty?: number | null | undefined;
    /** Default of `presence_penalty`. */
    presence_penalty?: number | null | undefined;
    /** Default of `repetition_penalty`. */
    repetition_penalty?: number | null | undefined;
}

/** How the reasoning of a model can be set. */
export interface ModelReasoning {
    /** Whether the model always reasons. Then a request with the effort `none` is an error. */
    mandatory: boolean;
    /** Whether the model reasons when a request does not set `reasoning.enabled`. */
    default_enabled?: boolean | undefined;
    /** Effort when a request turns reasoning on without one. */
    default_effort?: ReasoningEffort | null | undefined;
    /** Efforts that the model accepts, highest first. `null` means all of them. */
    supported_efforts?: ReasoningEffort[] | null | undefined;
    /** `true` if the model accepts `reasoning.max_tokens`. Absent otherwise. */
    supports_max_tokens?: boolean | undefined;
}

/** Scores of a model from third parties. */
export interface ModelBenchmarks {
    /** Indexes of Artificial Analysis. */
    artificial_analysis?: ArtificialAnalysisBenchmark | undefined;
    /** Ranks in Design Arena, one for each arena and category. */
    design_arena: DesignArenaBenchmark[];
}

/** Indexes of Artificial Analysis. `null` where the model was not measured. */
export interface ArtificialAnalysisBenchmark {
    /** General ability. */
    intelligence_index: number | null;
    /** Ability to program. */
    coding_index: number | null;
    /** Ability to reach a goal in many steps with tools. */
    agentic_index: number | null;
}

/** Rank of a model in one category of a Design Arena. */
export interface DesignArenaBenchmark {
    /** The arena, such as `models` or `agents`. */
    arena: string;
    /** What was compared, such as `website`. */
    category: string;
    /** Elo rating from direct comparisons. */
    elo: number;
    /** Position among the models of the service, 1 for the highest rating. */
    rank: number;
    /** Comparisons won, in percent. */
    win_rate: number;
}

/** Where to read more about a model. */
export interface ModelLinks {
    /** Address of the list of the model's endpoints. */
    details: string;
}

/** A model and its endpoints. */
export interface ModelEndpointsResponse {
    /** The model and its endpoints. */
    data: ModelEndpoints;
}

/** A model and its endpoints. */
export interface ModelEndpoints {
    /** Slug to send as `model`. */
    id: string;
    /** Name for display. */
    name: string;
    /** When the model was created, in seconds since 1970. */
    created: number;
    /** What the model is good at. */
    description: string;
    /** What goes in and what comes out. */
    architecture: ModelArchitecture;
    /** The endpoints. Empty if no provider serves the model at the moment. */
    endpoints: Endpoint[];
}

/** One way in which a provider serves a model. */
export interface Endpoint {
    /** Name of the endpoint for display. */
    name: string;
    /** ID of the model. */
    model_id: string;
    /** Name of the model for display. */
    model_name: string;
    /** Name of the provider for display. */
    provider_name: ProviderName;
    /** Slug of the endpoint for `provider.order` and `provider.only`, such as `deepinfra/fp8`. */
    tag: string;
    /** Precision of the weights. `null` if it is not known. */
    quantization: Quantization | null;
    /** State of the endpoint: 0, or one of -1, -2, -3, -5 and -10, whose meanings are not documented. */
    status?: number | undefined;
    /** Maximum number of tokens that prompt and completion can have together. */
    context_length: number;
    /** Maximum number of tokens that one completion can have. `null` without such a limit. */
    max_completion_tokens: number | null;
    /** Maximum number of tokens that one prompt can have. `null` without such a limit. */
    max_prompt_tokens: number | null;
    /** Prices of this endpoint in US dollars. */
    pricing: ModelPricing;
    /** Request parameters that the endpoint supports. */
    supported_parameters: ModelParameter[];
    /** Whether the provider caches prompts without `cache_control`. */
    supports_implicit_caching: boolean;
    /** Whether a model that speaks accepts recordings of a voice to imitate. Default `false`. */
    supports_voice_cloning?: boolean | undefined;
    /** Successful requests of the last 5 minutes in percent of all but the rate-limited ones. `null` if there were too few. */
    uptime_last_5m: number | null;
    /** The same for the last 30 minutes. */
    uptime_last_30m: number | null;
    /** The same for the last day. */
    uptime_last_1d: number | null;
    /** Milliseconds to the first token, over the last 30 minutes. `null` for requests without a key. */
    latency_last_30m: PercentileStats | null;
    /** Generated tokens per second, over the last 30 minutes. `null` for requests without a key. */
    throughput_last_30m: PercentileStats | null;
}

/** Percentiles of a measurement. */
export interface PercentileStats {
    /** The median. */
    p50: number;
    /** The 75th percentile. */
    p75: number;
    /** The 90th percentile. */
    p90: number;
    /** The 99th percentile. */
    p99: number;
}

/** One generation. */
export interface GenerationResponse {
    /** The generation. */
    data: Generation;
}

/** What the service recorded about one generation. Details that do not apply or are not known are `null`. */
export interface Generation {
    /** ID of the generation. */
    id: string;
    /** ID that all generations of one request share. */
    request_id?: string | null | undefined;
    /** ID that the provider gave to it. */
    upstream_id: string | null;
    /** When it was created, as an ISO 8601 time. */
    created_at: string;
    /** Kind of request that it belongs to. */
    api_type: "completions" | "embeddings" | "rerank" | "tts" | "stt" | "video" | "image" | (string & {}) | null;
    /** Slug of the model that was used. */
    model: string;
    /** Name of the provider that served it, for display. */
    provider_name: string | null;
    /** Responses of all providers that were tried, fallbacks included. */
    provider_responses?: GenerationProviderResponse[] | null | undefined;
    /** Router that chose the model, such as `openrouter/auto`. */
    router: string | null;
    /** Service tier that the provider reported. */
    service_tier: string | null;
    /** Data region that the request went through. */
    data_region: "global" | "europe" | "us" | (string & {});
    /** ID of the app that sent the request. */
    app_id: number | null;
    /** Address that the request came from. */
    origin: string;
    /** The request header `HTTP-Referer`. */
    http_referer: string | null;
    /** The request header `User-Agent`. */
    user_agent: string | null;
    /** The `user` of the request. */
    external_user: string | null;
    /** The `session_id` of the request. */
    session_id?: string | null | undefined;
    /** ID of the preset that was used. */
    preset_id: string | null;
    /** ID of the workspace that it counts for. `null` for accounts without workspaces. */
    workspace_id?: string | null | undefined;
    /** Whether the response was a stream. */
    streamed: boolean | null;
    /** Whether it was cancelled. */
    cancelled: boolean | null;
    /** Why it ended. */
    finish_reason: string | null;
    /** Why it ended, in the provider's words. */
    native_finish_reason: string | null;
    /** Latency in milliseconds. */
    latency: number | null;
    /** Time that the model generated, in milliseconds. */
    generation_time: number | null;
    /** Time that moderation took, in milliseconds. */
    moderation_latency: number | null;
    /** Tokens of the prompt. */
    tokens_prompt: number | null;
    /** Generated tokens. */
    tokens_completion: number | null;
    /** Tokens of the prompt as the provider counts them. */
    native_tokens_prompt: number | null;
    /** Generated tokens as the provider counts them. */
    native_tokens_completion: number | null;
    /** Tokens of generated pictures as the provider counts them. */
    native_tokens_completion_images: number | null;
    /** Reasoning tokens as the provider counts them. */
    native_tokens_reasoning: number | null;
    /** Tokens read from the prompt cache, as the provider counts them. */
    native_tokens_cached: number | null;
    /** Pictures and other media in the prompt. */
    num_media_prompt: number | null;
    /** Pictures and other media in the completion. */
    num_media_completion: number | null;
    /** Audio inputs in the prompt. */
    num_input_audio_prompt: number | null;
    /** Search results that were used. */
    num_search_results: number | null;
    /** Web pages that were fetched. */
    num_fetches: number | null;
    /** Search engine that was used, such as `exa`. */
    web_search_engine: string | null;
    /** Whether a provider key of your own was used. */
    is_byok: boolean;
    /** What it used, in US dollars. */
    usage: number;
    /** What it cost in total, in US dollars. */
    total_cost: number;
    /** What caching saved. */
    cache_discount?: number | null | undefined;
    /** What the provider charged. */
    upstream_inference_cost: number | null;
    /** For a response from the response cache, the ID of the generation that it repeats. */
    response_cache_source_id?: string | null | undefined;
}

/** The response of one provider that was tried for a generation. */
export interface GenerationProviderResponse {
    /** ID that the provider gave to its response. */
    id?: string | undefined;
    /** ID of the endpoint inside the service. */
    endpoint_id?: string | undefined;
    /** Slug of the model that stays the same over time. */
    model_permaslug?: string | undefined;
    /** Name of the provider for display. */
    provider_name?: ProviderName | undefined;
    /** HTTP status of the response. */
    status: number | null;
    /** Latency in milliseconds. */
    latency?: number | undefined;
    /** Whether a provider key of your own was used. */
    is_byok?: boolean | undefined;
    /** Service tier that was requested from the provider. The one that is billed may differ. */
    routed_service_tier?: "flex" | "priority" | (string & {}) | undefined;
}

/** Credits of an account. */
export interface CreditsResponse {
    /** The credits. */
    data: Credits;
}

/** Credits that an account has bought and used since it was created. The difference is what is left. */
export interface Credits {
    /** Credits bought. */
    total_credits: number;
    /** Credits used. */
    total_usage: number;
}

/** The API key of the request. */
export interface CurrentKeyResponse {
    /** The key. */
    data: CurrentKey;
}

/** Limits and usage of an API key, in US dollars. `byok` counts what providers bill you for requests with keys of your own. Days, weeks (from Monday) and months are those of UTC. */
export interface CurrentKey {
    /** The key with its middle left out, for display. */
    label: string;
    /** ID of the user who created the key; in an organization, of the member. */
    creator_user_id: string | null;
    /** What the key may spend. `null` without limit. */
    limit: number | null;
    /** What is left of the limit. `null` without limit. */
    limit_remaining: number | null;
    /** When the limit starts again, such as `monthly`. `null` if it never does. */
    limit_reset: string | null;
    /** Whether usage of your own provider keys counts towards the limit. */
    include_byok_in_limit: boolean;
    /** Credits used in total. */
    usage: number;
    /** Credits used today. */
    usage_daily: number;
    /** Credits used this week. */
    usage_weekly: number;
    /** Credits used this month. */
    usage_monthly: number;
    /** Usage of your own provider keys in total. */
    byok_usage: number;
    /** Usage of your own provider keys today. */
    byok_usage_daily: number;
    /** Usage of your own provider keys this week. */
    byok_usage_weekly: number;
    /** Usage of your own provider keys this month. */
    byok_usage_monthly: number;
    /** Whether the key belongs to the free tier. */
    is_free_tier: boolean;
    /** Whether the key manages the account. */
    is_management_key: boolean;
    /**
     * Old name of `is_management_key`.
     * @deprecated
     */
    is_provisioning_key: boolean;
    /** When the key expires, as an ISO 8601 time. `null` if never. */
    expires_at?: string | null | undefined;
    /**
     * No longer in use.
     * @deprecated
     */
    rate_limit: CurrentKeyRateLimit;
}

/**
 * Old limit of requests, no longer in use.
 * @deprecated
 */
export interface CurrentKeyRateLimit {
    /** Always -1. */
    requests: number;
    /** The period that the limit was for. */
    interval: string;
    /** A note that says so. */
    note: string;
}

/** Providers of the service. */
export interface ProvidersListResponse {
    /** The providers. */
    data: Provider[];
}

/** A company that serves models. */
export interface Provider {
    /** Name for display. */
    name: string;
    /** Slug for `provider.order`, `provider.only` and `provider.ignore`. */
    slug: string;
    /** Address of its privacy policy. */
    privacy_policy_url: string | null;
    /** Address of its terms of service. */
    terms_of_service_url?: string | null | undefined;
    /** Address of its status page. */
    status_page_url?: string | null | undefined;
    /** Country of its headquarters, as two letters (ISO 3166-1). */
    headquarters?: string | null | undefined;
    /** Countries of its data centers, as two letters (ISO 3166-1). */
    datacenters?: string[] | null | undefined;
}

/** What to embed, and with which model. */
export interface EmbeddingsCreateParams {
    /** Slug `author/name` of the model. */
    model: string;
    /** What to embed. */
    input: EmbeddingsInput;
    /** What the input is for, such as `search_query` or `search_document`, for models that make a difference. */
    input_type?: string | undefined;
    /** Length of the vectors, at least 1, for models that can shorten them. */
    dimensions?: number | undefined;
    /** Form of the vectors, numbers or base64 text. */
    encoding_format?: "float" | "base64" | (string & {}) | undefined;
    /** Which providers may serve the request, and in which order they are tried. */
    provider?: ProviderPreferences | null | undefined;
    /** Stable ID of your end user, for spotting abuse. Not a name or an address. */
    user?: string | undefined;
}

/** One text or several, as strings or as token IDs, or inputs of several parts. A text and a part have at least one character. */
export type EmbeddingsInput = string | readonly string[] | readonly number[] | readonly (readonly number[])[] | readonly EmbeddingsInputItem[];

/** One input of several parts, which become one vector. */
export interface EmbeddingsInputItem {
    /**
     * The parts.
     *
     * At least 1 item.
     */
    content: readonly EmbeddingsContentPart[];
}

/** A part of an input. `type` says which kind. Kinds that are not listed here are passed on to the provider. */
export type EmbeddingsContentPart = EmbeddingsContentPartText | EmbeddingsContentPartImage | EmbeddingsContentPartAudio | EmbeddingsContentPartVideo | EmbeddingsContentPartFile;

/** A piece of text. */
export interface EmbeddingsContentPartText {
    /** Always `text`. */
    type: "text";
    /** The text. */
    text: string;
}

/** A picture. */
export interface EmbeddingsContentPartImage {
    /** Always `image_url`. */
    type: "image_url";
    /** Where the picture is. */
    image_url: EmbeddingsImageURL;
}

/** Where a picture is. */
export interface EmbeddingsImageURL {
    /** Address of the picture. */
    url: string;
}

/** Sound. */
export interface EmbeddingsContentPartAudio {
    /** Always `input_audio`. */
    type: "input_audio";
    /** The sound. */
    input_audio: EmbeddingsMedia;
}

/** A video. */
export interface EmbeddingsContentPartVideo {
    /** Always `input_video`. */
    type: "input_video";
    /** The video. */
    input_video: EmbeddingsMedia;
}

/** A document. */
export interface EmbeddingsContentPartFile {
    /** Always `input_file`. */
    type: "input_file";
    /** The document. */
    input_file: EmbeddingsMedia;
}

/** Data of a sound, a video or a document. */
export interface EmbeddingsMedia {
    /** The data as text, such as base64. */
    data: string;
    /** Format of the data, such as `wav`, `mp4` or `pdf`. */
    format?: string | undefined;
}

/** Embeddings, one for each input. */
export interface EmbeddingsResponse {
    /** ID of the response. */
    id?: string | undefined;
    /** Always `list`. */
    object: "list";
    /** Slug of the model that was used. */
    model: string;
    /** The embeddings. */
    data: Embedding[];
    /** Tokens and cost of the request. */
    usage?: EmbeddingsUsage | undefined;
}

/** The vector of one input. */
export interface Embedding {
    /** Always `embedding`. */
    object: "embedding";
    /** Position of the input, from 0. */
    index?: number | undefined;
    /** The vector, as numbers or, for `encoding_format` `base64`, as text. */
    embedding: number[] | string;
}

/** Tokens and cost of a request for embeddings. */
export interface EmbeddingsUsage {
    /** Tokens of the input. */
    prompt_tokens: number;
    /** All tokens. */
    total_tokens: number;
    /** What the account was charged, in credits; a credit is a US dollar. */
    cost?: number | undefined;
    /** Whether a provider key of your own was used. */
    is_byok?: boolean | undefined;
    /** The input's tokens by kind. Only for inputs of several kinds, and if the provider reports them. */
    prompt_tokens_details?: EmbeddingsPromptTokensDetails | undefined;
    /** What the provider charged. */
    cost_details?: CostDetails | null | undefined;
}

/** The input's tokens by kind. A kind without tokens is absent. */
export interface EmbeddingsPromptTokensDetails {
    /** Tokens of text. */
    text_tokens?: number | undefined;
    /** Tokens of pictures. */
    image_tokens?: number | undefined;
    /** Tokens of sound. */
    audio_tokens?: number | undefined;
    /** Tokens of video. */
    video_tokens?: number | undefined;
    /** Tokens of documents. */
    file_tokens?: number | undefined;
}
