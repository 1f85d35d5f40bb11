import type { ChatRequest } from "./request.mts";

/** The server that a client calls. */
export interface Target {
  readonly url: string;
  /** The `fetch` to use: that of the runtime, or one that responds without a network. */
  readonly fetch: typeof globalThis.fetch;
}

/** Creates a client, as its documentation shows. */
export type CallerFactory = (target: Target, request: ChatRequest) => Caller;

/** The calls that are measured. */
export interface Caller {
  /** Returns the text of a completion. */
  complete(): Promise<string>;
  /** Reads a stream to its end, and passes on the text of each chunk. */
  stream(onText: (text: string) => void): Promise<void>;
  /** Reads the first chunk of a stream. The returned value keeps the stream open. */
  openStream(): Promise<unknown>;
}
