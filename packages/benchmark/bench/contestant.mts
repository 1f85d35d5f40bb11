import type { ChatRequest } from "./request.mts";

/** Where a contestant calls. */
export interface Target {
  readonly url: string;
  /** Instead of the runtime's own: an answer without a network. */
  readonly fetch: typeof globalThis.fetch;
}

/** One way to call the API, as its documentation shows it, with a client that is made once. */
export type Contestant = (target: Target, request: ChatRequest) => Caller;

export interface Caller {
  /** What a completion says. */
  complete(): Promise<string>;
  /** Hands over what each chunk says, until the stream has ended. */
  stream(take: (text: string) => void): Promise<void>;
  /** Waits for the first chunk, and reads no further: the rest is held by what comes back. */
  first(): Promise<unknown>;
}
