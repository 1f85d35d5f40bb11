import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { isFailedChoice } from "../response/parse-response.ts";
import { RequestAbortedError } from "../errors/client-error.ts";
import { ResponseValidationError } from "../errors/api-error.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { Result } from "../result.ts";
import { EventStream, type StreamSource } from "../stream/event-stream.ts";
import { CompletionAccumulator } from "./accumulate-completion.ts";

/** A streaming call that is on its way. */
export type Opening = Promise<Result<EventStream<ChatCompletionChunk>, ChatCompleteError>>;

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;
type Opened = Extract<Awaited<Opening>, { ok: true }>;

/** Reads the chunks of a call, and puts them together on the way. */
export class ChatSource implements StreamSource<ChatCompletionChunk> {
  readonly draft: CompletionAccumulator = new CompletionAccumulator();
  /** What the stream came to; rejects when it failed, or was left before its end. */
  readonly ended: Promise<ChatCompletion>;
  declare onComment?: (text: string) => void;
  readonly #opening: Opening;
  readonly #giveUp: (reason: unknown) => void;
  #end!: (completion: ChatCompletion) => void;
  #fail!: (error: unknown) => void;
  #chunks: AsyncIterator<ChatCompletionChunk, undefined> | undefined;
  #opened: Opened | undefined;
  #isClosed = false;

  /** @param giveUp ends the call while there is no stream yet */
  constructor(opening: Opening, giveUp: (reason: unknown) => void) {
    this.#opening = opening;
    this.#giveUp = giveUp;
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    // Whoever wants to know asks; whoever iterates is told there.
    this.ended.catch(() => {});
  }

  async next(): Promise<ChunkResult> {
    if (this.#isClosed) return finished;
    try {
      this.#opened ??= await this.opened();
      this.#chunks ??= this.#begin(this.#opened.value);
      const result = await this.#chunks.next();
      if (result.done) this.#conclude();
      else this.draft.add(result.value);
      return result;
    } catch (error) {
      // Who has left meanwhile sees an end.
      if (this.#isClosed) return finished;
      this.#isClosed = true;
      this.#fail(withPartial(error, this.draft));
      throw error;
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const cause = new Error("The stream was left before its end");
    const attempts = this.#opened?.attempts ?? 0;
    this.#fail(withPartial(new RequestAbortedError({ cause, attempts }), this.draft));
    if (!this.#opened) this.#giveUp(cause);
    // It may have opened without having been read, or at this very moment.
    void this.#opening.then((opened) => (opened.ok ? opened.value.cancel() : undefined));
  }

  /** The call, once its first chunk is there. @throws what it failed with */
  async opened(): Promise<Opened> {
    const opened = await this.#opening;
    if (!opened.ok) throw opened.error;
    return opened;
  }

  /** The error of a stream that ended well, and says too little. */
  invalid(message: string): ResponseValidationError {
    if (!this.#opened) throw new TypeError("There is no stream yet");
    const { response, attempts } = this.#opened;
    const init = { statusCode: response.status, body: "", rawText: "", rawResponse: response, attempts };
    return new ResponseValidationError(message, init);
  }

  #begin(stream: EventStream<ChatCompletionChunk>): AsyncIterator<ChatCompletionChunk, undefined> {
    EventStream.listen(stream, (text) => this.onComment?.(text));
    return stream[Symbol.asyncIterator]();
  }

  #conclude(): void {
    const { completion } = this.draft;
    if (!completion) throw this.invalid("The stream has ended without a chunk");
    this.#isClosed = true;
    this.#end(completion);
  }
}

const finished: ChunkResult = { done: true, value: undefined };

/** Adds to an error what arrived before it, and the choices that it has itself unless they were delivered as a chunk. */
function withPartial(error: unknown, draft: CompletionAccumulator): unknown {
  const { partial } = error as Pick<ChatCompleteError, "partial">;
  if (draft.completion === undefined) return error;
  if (partial && !draft.choices.some(isFailedChoice)) draft.add({ choices: partial as ChatCompletionChunk["choices"] });
  return Object.assign(error as Error, { partial: draft.choices });
}
