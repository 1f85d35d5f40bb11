/** The request of every case, with the field names of the API. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly [{ readonly role: "user"; readonly content: string }];
  /** Top-level fields that are not typed. Each client sends them in the way that its documentation describes. */
  readonly unknown?: Readonly<Record<string, unknown>>;
}

/** The options that a case sets for a call. A client omits those that it does not support. */
export interface CallOptions {
  readonly url: string;
  readonly apiKey?: string;
  /** `none`: one attempt. `many`: a hundred retries. By default, the client's own default applies. */
  readonly retries?: "none" | "many";
  readonly timeoutMs?: number;
  readonly idleTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A completion or a chunk as the client returns it. */
export interface Output {
  readonly text: string;
  readonly value: unknown;
}

/** A tool call with parsed arguments. */
export interface ToolCall {
  readonly name: string;
  readonly args: unknown;
}

/** The completion that a client accumulates from a stream. */
export interface AccumulatedCompletion {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly id: string;
  readonly model: string;
  readonly finishReason: string | null;
}

/** The options of a call that returns a result. */
export interface ResultOptions {
  readonly url: string;
  readonly apiKey: string | (() => Promise<string>);
  readonly signal?: AbortSignal;
}

/** A way to call the API, used as its documentation recommends. */
export interface Client {
  complete(request: ChatRequest, options: CallOptions): Promise<Output>;
  stream(request: ChatRequest, options: CallOptions): Promise<AsyncIterable<Output>>;
  /** Streams with the tool `lookUp`, and accumulates the chunks, if the client has a function for that. */
  readonly accumulate?: (request: ChatRequest, options: CallOptions) => Promise<AccumulatedCompletion>;
  /** Completes with the tool `lookUp`, which the client runs, if it has a tool loop. */
  readonly runTool?: (
    request: ChatRequest,
    options: CallOptions,
    execute: (args: unknown) => string,
  ) => Promise<Output>;
  /** Completes with a client that has these options and a key. The options are not type-checked. */
  completeWith(request: ChatRequest, options: Readonly<Record<string, unknown>>): Promise<Output>;
  /** Completes with a function that returns a result instead of rejecting, if there is one. */
  readonly completeSafely?: (request: unknown, options: ResultOptions) => Promise<unknown>;
  /** Returns the HTTP status of an error, from the property that the documentation names. */
  getStatus(error: unknown): number | undefined;
  /** A program in history/ that sends a message of the model back in the next request. */
  readonly history?: string;
}
