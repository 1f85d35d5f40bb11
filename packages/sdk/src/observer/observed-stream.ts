import type { ChatCompletionChunk } from "@org/types/schemas";
import { RequestAbortedError } from "../errors/client-error.ts";
import { EventStream, type StreamSource } from "../stream/event-stream.ts";
import type { EndEvent } from "./activity.ts";
import type { Observation } from "./observation.ts";

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;

/** What is known of the call when its stream opens. */
export interface OpenCall {
  readonly signals: readonly AbortSignal[];
  readonly attempts: number;
}

/** Passes the chunks of a stream on, and observes them and the end. */
class ObservedSource implements StreamSource<ChatCompletionChunk> {
  declare onComment?: (text: string) => void;
  readonly #stream: EventStream<ChatCompletionChunk>;
  readonly #chunks: AsyncIterator<ChatCompletionChunk, undefined>;
  readonly #observation: Observation;
  readonly #call: OpenCall;

  constructor(stream: EventStream<ChatCompletionChunk>, observation: Observation, call: OpenCall) {
    this.#stream = stream;
    this.#observation = observation;
    this.#call = call;
    EventStream.listen(stream, (text) => this.onComment?.(text));
    this.#chunks = stream[Symbol.asyncIterator]();
    // The stream may not be being read when the call is aborted.
    for (const signal of call.signals) signal.addEventListener("abort", this.#onAbort);
  }

  async next(): Promise<ChunkResult> {
    try {
      const result = await this.#chunks.next();
      if (result.done) this.#end({ outcome: "completed" });
      else this.#observation.emitChunk(result.value);
      return result;
    } catch (error) {
      this.#end({ outcome: "failed", error });
      throw error;
    }
  }

  close(): void {
    this.#end({ outcome: "canceled" });
    void this.#stream.cancel();
  }

  readonly #onAbort = ({ target }: Event): void => {
    const { attempts } = this.#call;
    const cause: unknown = (target as AbortSignal).reason;
    this.#end({ outcome: "failed", error: new RequestAbortedError({ cause, attempts }) });
  };

  #end(end: Pick<EndEvent, "outcome" | "error">): void {
    const { signals, attempts } = this.#call;
    for (const signal of signals) signal.removeEventListener("abort", this.#onAbort);
    this.#observation.end({ ...end, attempts });
  }
}

/** Returns a stream with the same chunks, which is observed as it is read. */
export function observeStream(
  stream: EventStream<ChatCompletionChunk>,
  observation: Observation,
  call: OpenCall,
): EventStream<ChatCompletionChunk> {
  return new EventStream(new ObservedSource(stream, observation, call));
}
