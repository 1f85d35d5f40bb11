import type { ChatCompletionChunk, CompletionUsage } from "@org/types/schemas";

/** Observes one activity, from its start to its end. */
export interface ActivityObserver {
  /** Called with each event, in order. */
  onEvent?(event: ActivityEvent): void;
  /**
   * Runs the activity: calls the function once, and returns its result. An asynchronous context that is set here belongs
   * to all requests, calls and tools inside.
   */
  run?<T>(action: () => T): T;
}

/** What is observed, discriminated by `type`. */
export type Activity = CallActivity | ToolsRunActivity | ToolActivity;

/** A call of an operation of the API, with all of its attempts. Its request and options are valid. */
export interface CallActivity {
  /** Always `call`. */
  readonly type: "call";
  /** HTTP method, in upper case. */
  readonly method: string;
  /** Path of the operation, such as `/chat/completions` or `/model/{author}/{slug}`. */
  readonly path: string;
  /** Base URL of the API. */
  readonly serverURL: string;
  /** The request body as it is sent: JSON, or `null` if the operation has none. It contains the messages. */
  readonly body: string | null;
}

/** A run of `chatTools`: its calls and tools are activities of their own. */
export interface ToolsRunActivity {
  /** Always `tools_run`. */
  readonly type: "tools_run";
  /** The model of the request. */
  readonly model: string | undefined;
}

/** A tool that `chatTools` runs. */
export interface ToolActivity {
  /** Always `tool`. */
  readonly type: "tool";
  /** Name of the function. */
  readonly name: string;
  /** Description of the function. */
  readonly description: string | undefined;
  /** ID of the tool call. */
  readonly toolCallId: string;
  /** The arguments as the model wrote them, in JSON. */
  readonly arguments: string;
}

/** An event of an activity, discriminated by `type`. Runs and tools have only `end`. */
export type ActivityEvent = AttemptEvent | ResponseEvent | FirstChunkEvent | ChunkEvent | EndEvent;

/** A request is about to be sent: the first attempt, or a retry. */
export interface AttemptEvent {
  /** Always `attempt`. */
  readonly type: "attempt";
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** URL of the request. */
  readonly url: string;
  /** The request headers. Credentials are redacted. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The head of a response has arrived. */
export interface ResponseEvent {
  /** Always `response`. */
  readonly type: "response";
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** HTTP status code. */
  readonly status: number;
  /** The response headers. Credentials are redacted. */
  readonly headers: Headers;
}

/** The first chunk of a stream has arrived. The call returns the stream after this. */
export interface FirstChunkEvent {
  /** Always `first_chunk`. */
  readonly type: "first_chunk";
}

/** A chunk is passed to the reader of a stream, including the first. */
export interface ChunkEvent {
  /** Always `chunk`. */
  readonly type: "chunk";
  /** The chunk. */
  readonly chunk: ChatCompletionChunk;
}

/** The activity has ended. No event follows. A stream that is neither read to its end nor closed does not end. */
export interface EndEvent {
  /** Always `end`. */
  readonly type: "end";
  /** `canceled`: the caller closed a stream before its end. An aborted call has `failed`. */
  readonly outcome: "completed" | "failed" | "canceled";
  /** Time since the start, in milliseconds. */
  readonly durationMs: number;
  /** Number of HTTP attempts. Absent for tools and runs. */
  readonly attempts?: number | undefined;
  /** The error, if it failed. */
  readonly error?: unknown;
  /** The value of the result, if it completed. Absent for streams. */
  readonly value?: unknown;
  /** The model that answered, if the response names it. */
  readonly model?: string | undefined;
  /** ID of the request at the service, which support needs. */
  readonly requestId?: string | undefined;
  /** Tokens and cost, as far as they were received. */
  readonly usage?: Partial<CompletionUsage> | undefined;
}
