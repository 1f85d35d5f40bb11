/** What every case asks, in the API's own names. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly [{ readonly role: "user"; readonly content: string }];
  /** Top-level fields that no type knows; each contestant sends them by the way that it has for such. */
  readonly unknown?: Readonly<Record<string, unknown>>;
}

/** What a case sets for a call. A contestant without such an option leaves it out. */
export interface CallOptions {
  readonly url: string;
  readonly apiKey?: string;
  /** `none`: one attempt. `many`: a hundred retries. Default: whatever the contestant does unasked. */
  readonly retries?: "none" | "many";
  readonly timeoutMs?: number;
  readonly idleTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A completion or a chunk as the contestant's user holds it in the hand. */
export interface Answer {
  readonly text: string;
  readonly value: unknown;
}

/** A tool call, its arguments parsed. */
export interface ToolCall {
  readonly name: string;
  readonly args: unknown;
}

/** What a contestant's own function returns for a whole stream. */
export interface Assembled {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly id: string;
  readonly model: string;
  readonly finishReason: string | null;
}

export interface ResultOptions {
  readonly url: string;
  readonly apiKey: string | (() => Promise<string>);
  readonly signal?: AbortSignal;
}

/** One way to call the API, used as carefully as its documentation says. */
export interface Contestant {
  complete(request: ChatRequest, options: CallOptions): Promise<Answer>;
  stream(request: ChatRequest, options: CallOptions): Promise<AsyncIterable<Answer>>;
  /** Streams with the tool `lookUp`, and lets the contestant put the chunks together, where it has a function for that. */
  readonly assemble?: (request: ChatRequest, options: CallOptions) => Promise<Assembled>;
  /** Completes with the tool `lookUp`, which the contestant runs itself, where it has a loop for that. */
  readonly runTool?: (
    request: ChatRequest,
    options: CallOptions,
    execute: (args: unknown) => string,
  ) => Promise<Answer>;
  /** Completes by a client with these options and a key, unchecked as in JavaScript. */
  completeWith(request: ChatRequest, options: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The same call as a function that promises a result instead of a rejection, where there is one. */
  readonly result?: (request: unknown, options: ResultOptions) => Promise<unknown>;
  /** The HTTP status on an error, where its documentation says it is. */
  statusOf(error: unknown): number | undefined;
  /** A program in history/ that sends an answer back as part of the next request. */
  readonly history?: string;
}
