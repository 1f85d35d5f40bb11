import type { ChatCompletionChunk } from "@org/types/schemas";
import type { Answer } from "./answer.ts";
import { eventScanner, EventTooLargeError, type EventScanner } from "./sse.ts";
import type { AttemptTimer } from "./timeout.ts";

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;

/** Bytes left over after `[DONE]` are read for at most this long, and this far, so that the connection can be used again. */
const drainMs = 1_000;
const drainBytes = 64 * 1024;
const finished: ChunkResult = { done: true, value: undefined };

export interface ChunkSourceOptions {
  readonly timer: AttemptTimer;
  readonly answer: Answer;
  readonly maxEventBytes: number;
}

/** Reads a body as chunks. It has three ends: done, a typed error, or the abort's error; never a silent one. */
export class ChunkSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #timer: AttemptTimer;
  readonly #answer: Answer;
  readonly #scanner: EventScanner;
  // The scanner drops the BOM: Node's decoder drops two when the first is cut in the middle.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #maxBytes: number;
  #hasEnded = false;
  #isBodyRead = false;
  #hasFinishReason = false;
  #first: ChunkResult | undefined;

  constructor(body: ReadableStream<Uint8Array>, { timer, answer, maxEventBytes }: ChunkSourceOptions) {
    this.#reader = body.getReader();
    this.#timer = timer;
    this.#answer = answer;
    this.#scanner = eventScanner(maxEventBytes);
    this.#maxBytes = maxEventBytes;
    // Not every fetch ends its body when the signal is aborted.
    timer.signal.addEventListener("abort", () => this.#release(), { once: true });
  }

  /** Waits for the first chunk. Gives the body's text instead, if it is JSON, a page or words, and no event stream. */
  async open(): Promise<string | undefined> {
    let text: string | undefined;
    let whole = "";
    do {
      text = await this.#read();
      this.#scanner.push(text ?? "");
      // JSON.parse takes no BOM, and trimStart takes it for white space.
      whole = (whole + (text ?? "")).trimStart();
    } while (text !== undefined && isUndecided(whole));
    if (text === undefined || eventLine.test(whole)) {
      this.#first = await this.next();
      return undefined;
    }
    // A page may have no end; more of it than of an event is not kept.
    while (whole.length < this.#maxBytes && (text = await this.#read()) !== undefined) whole += text;
    this.close();
    return whole;
  }

  /** The next chunk: at once if it has arrived, else a promise of it. */
  next(): ChunkResult | Promise<ChunkResult> {
    if (this.#hasEnded) return finished;
    if (this.#timer.signal.aborted) throw this.#fail(this.#timer.signal.reason as Error);
    const first = this.#first;
    this.#first = undefined;
    return first ?? this.#arrived() ?? this.#awaited();
  }

  /** Closes the connection; what is read after this is the end. */
  close(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#timer.stop();
    this.#release();
  }

  #arrived(): ChunkResult | undefined {
    try {
      for (let data = this.#scanner.next(); data !== undefined; data = this.#scanner.next()) {
        // An event without data keeps the connection alive and says nothing.
        if (data !== "") return this.#decode(data);
      }
      return this.#isBodyRead ? (this.#last() ?? this.#conclude()) : undefined;
    } catch (error) {
      throw this.#fail(error instanceof EventTooLargeError ? this.#answer.tooLarge() : (error as Error));
    }
  }

  async #awaited(): Promise<ChunkResult> {
    for (;;) {
      let text: string | undefined;
      try {
        text = await this.#read();
      } catch (error) {
        if (this.#hasEnded) return finished;
        throw this.#fail(error as Error);
      }
      if (this.#hasEnded) return finished;
      if (text === undefined) this.#isBodyRead = true;
      else this.#scanner.push(text);
      const result = this.#arrived();
      if (result) return result;
    }
  }

  async #read(): Promise<string | undefined> {
    const { signal } = this.#timer;
    this.#timer.waiting();
    try {
      const { done, value } = await this.#reader.read();
      // A body that was cancelled because of the abort looks like one that has ended.
      if (signal.aborted) throw signal.reason;
      return done ? undefined : this.#decoder.decode(value, { stream: true });
    } catch (error) {
      throw signal.aborted ? signal.reason : this.#answer.cut(error);
    } finally {
      this.#timer.arrived();
    }
  }

  #decode(data: string): ChunkResult {
    if (data.startsWith("[DONE]")) return this.#done();
    const chunk = this.#answer.chunk(data);
    if (Array.isArray(chunk.choices)) this.#hasFinishReason ||= chunk.choices.some((choice) => choice?.finish_reason);
    return { done: false, value: chunk };
  }

  /** An event without its blank line counts when it is whole: that it parses says so. */
  #last(): ChunkResult | undefined {
    this.#scanner.push(this.#decoder.decode());
    const data = this.#scanner.end();
    if (!data || !isWhole(data)) return undefined;
    return this.#decode(data);
  }

  #conclude(): ChunkResult {
    if (!this.#hasFinishReason) throw this.#answer.cut();
    this.close();
    return finished;
  }

  #done(): ChunkResult {
    this.#hasEnded = true;
    this.#timer.stop();
    void this.#drain();
    return finished;
  }

  async #drain(): Promise<void> {
    const timer = setTimeout(() => this.#release(), drainMs);
    let left = drainBytes;
    try {
      while (left > 0) {
        const { done, value } = await this.#reader.read();
        left = done ? 0 : left - value.byteLength;
      }
    } catch {
      // The answer is complete; what becomes of its connection does not matter.
    } finally {
      clearTimeout(timer);
      this.#release();
    }
  }

  #fail(error: Error): Error {
    this.close();
    return error;
  }

  #release(): void {
    this.#reader.cancel().catch(() => {});
  }
}

const fields = ["data", "event", "id", "retry"];
/** How the event stream of any server begins. */
const eventLine = /^(?::|(?:data|event|id|retry)[:\r\n])/;

/** Whether a text may still become a field's name: what a body is must not depend on how it is cut. */
function isUndecided(text: string): boolean {
  return fields.some((field) => field.startsWith(text));
}

function isWhole(data: string): boolean {
  if (data.startsWith("[DONE]")) return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
