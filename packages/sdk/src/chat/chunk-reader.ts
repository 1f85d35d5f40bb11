import type { ChatCompletionChunk } from "@org/types/schemas";
import { drain, isReadable } from "../response/read-body.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { logUsage } from "../config/logger.ts";
import { createFastJSONParser } from "./fast-json-parser.ts";
import { findError, hasContent, hasFailed, isFailedChoice, type ChatResponseErrors } from "./error-in-200.ts";
import { parseChunk } from "./parse-chunk.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { EventStream, type StreamSource } from "../stream/event-stream.ts";
import { createSSEParser, isEventStream, EventTooLargeError, type SSEParser } from "../stream/sse-parser.ts";
import type { AttemptTimer } from "../request/attempt-timer.ts";
import { toErrorInit } from "../request/call-progress.ts";
import type { Attempt } from "../request/operation.ts";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import type { ChatCompletionError, ResponseValidationError } from "../errors/api-error.ts";

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;
type ReadResult = ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;

// In UTF-16 units. Longer than any error in JSON.
const maxUnknownLength = 2 ** 20;

const finished: ChunkResult = { done: true, value: undefined };

/** The parts of an attempt needed to read its stream. */
export interface StreamAttempt extends Pick<Attempt<ChatCompletionError>, "timer" | "getErrors"> {
  readonly options: Pick<ResolvedCallOptions, "maxEventBytes" | "log">;
}

/** Reads a body as chunks. Ends when the response is complete, else throws a typed error. */
class ChunkReader implements StreamSource<ChatCompletionChunk> {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly #timer: AttemptTimer;
  readonly #getErrors: () => ChatResponseErrors;
  readonly #sseParser: SSEParser;
  // The SSE parser drops the BOM: Node's decoder drops two if the first one is split between reads.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #parseJSON = createFastJSONParser();
  readonly #options: StreamAttempt["options"];
  declare onComment?: (text: string) => void;
  json: string | undefined;
  #hasEnded = false;
  #isBodyRead = false;
  #hasFinishReason = false;
  /** Whether nothing has been decoded yet. */
  #isFirst = true;
  /** Whether each choice has failed, by its index, and the error to throw when all of them have. */
  readonly #choices = new Map<unknown, boolean>();
  #failure: Error | undefined;
  #first: ChunkResult | undefined;
  /** The pending read, and the last of the calls that wait for it. */
  #reading: Promise<ChunkResult> | undefined;
  #queue: Promise<ChunkResult> | undefined;

  constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>, { timer, getErrors, options }: StreamAttempt) {
    this.#reader = body.getReader();
    this.#timer = timer;
    this.#getErrors = getErrors;
    this.#sseParser = createSSEParser(options.maxEventBytes, this);
    this.#options = options;
    // Not every fetch ends its body when the signal is aborted.
    timer.onAbort = () => this.#release();
  }

  /**
   * Waits for the first chunk. Resolves to the text of the body if it is not an event stream.
   *
   * @param isDeclared Whether the content type is `text/event-stream`.
   */
  async open(isDeclared: boolean): Promise<string | undefined> {
    let text: string | undefined;
    let body = "";
    let isStream: boolean | undefined;
    try {
      do {
        text = this.#decodeBytes(await this.#reader.read());
        body += text ?? "";
        if (isStream === undefined) {
          this.#sseParser.push(text ?? "");
          // trimStart also removes a BOM, which JSON.parse rejects.
          body = body.trimStart();
          isStream = isEventStream(body, isDeclared, text === undefined || body.length > maxUnknownLength);
        }
        // An HTML body may be endless, so the limit of an event applies.
      } while (
        isStream === undefined ||
        (!isStream && text !== undefined && body.length < this.#options.maxEventBytes)
      );
    } catch (error) {
      throw this.#toReadError(error);
    }
    if (isStream) {
      this.#first = await this.next();
      return undefined;
    }
    this.close();
    return body;
  }

  /** Returns the next chunk if it has arrived, else a promise of it. Concurrent calls are queued. */
  next(): ChunkResult | Promise<ChunkResult> {
    const previous = this.#queue ?? this.#reading;
    if (!previous) return this.#advance();
    const advance = () => this.#advance();
    const queued = previous.then(advance, advance);
    const settle = () => {
      if (this.#queue === queued) this.#queue = undefined;
    };
    queued.then(settle, settle);
    return (this.#queue = queued);
  }

  /** Closes the connection. After this, `next` returns the end. */
  close(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#timer.stop();
    this.#release();
  }

  #advance(): ChunkResult | Promise<ChunkResult> {
    if (this.#hasEnded) return finished;
    try {
      this.#timer.signal.throwIfAborted();
      const first = this.#first;
      this.#first = undefined;
      if (first) return first;
      if (this.#failure) throw this.#failure;
      return this.#takeNext() ?? this.#read();
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /** Returns the next chunk, or the end, if it is known without another read. */
  #takeNext(): ChunkResult | undefined {
    for (let data = this.#sseParser.next(); data !== undefined; data = this.#sseParser.next()) {
      // Empty data is a keep-alive.
      if (data !== "") return this.#parseEvent(data);
    }
    return this.#isBodyRead ? (this.#takeLast() ?? this.#end()) : undefined;
  }

  #read(): Promise<ChunkResult> {
    this.#timer.startIdle();
    return (this.#reading = this.#reader.read().then(this.#onRead, this.#onReadError));
  }

  readonly #onRead = (read: ReadResult): ChunkResult | Promise<ChunkResult> => {
    this.#timer.stopIdle();
    this.#reading = undefined;
    if (this.#hasEnded) return finished;
    try {
      const text = this.#decodeBytes(read);
      if (text === undefined) this.#isBodyRead = true;
      else this.#sseParser.push(text);
      return this.#takeNext() ?? this.#read();
    } catch (error) {
      throw this.#fail(error);
    }
  };

  readonly #onReadError = (error: unknown): ChunkResult => {
    this.#timer.stopIdle();
    this.#reading = undefined;
    if (this.#hasEnded) return finished;
    throw this.#fail(this.#toReadError(error));
  };

  #decodeBytes({ done, value }: ReadResult): string | undefined {
    // A body that the abort canceled looks like one that has ended.
    this.#timer.signal.throwIfAborted();
    return done ? undefined : this.#decoder.decode(value, { stream: true });
  }

  #toReadError(error: unknown): unknown {
    const { signal } = this.#timer;
    return signal.aborted ? signal.reason : this.#getErrors().createTruncated(error);
  }

  #parseEvent(data: string): ChunkResult {
    if (isDone(data)) return this.#finish();
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const chunk = parseChunk(this.#getErrors, data, this.#parseJSON, isFirst);
    let hasFailure = false;
    for (const choice of chunk.choices) {
      const index = choice?.index;
      if (choice?.finish_reason) this.#hasFinishReason = true;
      const isFailure = isFailedChoice(choice);
      hasFailure ||= isFailure;
      this.#choices.set(index, isFailure || this.#choices.get(index) === true);
    }
    if (hasFailure && [...this.#choices.values()].every(Boolean)) {
      const failure = findError(this.#getErrors(), data, isFirst);
      // Nothing has been generated, so the call can be retried.
      if (isFirst && !chunk.choices.some(hasContent)) throw failure;
      this.#failure = failure;
    }
    logUsage(this.#options.log, chunk);
    this.json = data;
    return { done: false, value: chunk };
  }

  /** Returns the last event if the body ends without the blank line after it. It is complete if it is valid JSON. */
  #takeLast(): ChunkResult | undefined {
    this.#sseParser.push(this.#decoder.decode());
    const data = this.#sseParser.end();
    return data && (isDone(data) || safeParseJSON(data) !== undefined) ? this.#parseEvent(data) : undefined;
  }

  #end(): ChunkResult {
    if (!this.#hasFinishReason) throw this.#getErrors().createTruncated();
    this.close();
    return finished;
  }

  #finish(): ChunkResult {
    this.#hasEnded = true;
    this.#timer.stop();
    drain(this.#reader);
    return finished;
  }

  #fail(error: unknown): unknown {
    this.close();
    if (!(error instanceof EventTooLargeError)) return error;
    return this.#getErrors().createInvalid(
      `A stream event has at least ${error.bytes} bytes; maxEventBytes is ${this.#options.maxEventBytes}`,
    );
  }

  #release(): void {
    this.#reader.cancel().catch(() => {});
  }
}

/**
 * Opens the stream in the body of a 2xx response, and waits for its first chunk.
 *
 * @throws The typed error if the body is not an event stream, or fails before the first chunk.
 */
export async function openEventStream(
  { body, status, headers }: Response,
  attempt: StreamAttempt,
): Promise<EventStream<ChatCompletionChunk>> {
  const { getErrors, timer } = attempt;
  // Some runtimes have no body where others have an empty one.
  if (body === null) throw status === 204 ? createUnexpectedBodyError(getErrors(), "") : getErrors().createTruncated();
  if (!isReadable(body)) {
    const message = "This fetch cannot stream: response.body must be a ReadableStream";
    throw new UnexpectedClientError(message, toErrorInit(getErrors().progress));
  }
  const isDeclared = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const reader = new ChunkReader(body, attempt);
  const text = await reader.open(isDeclared);
  if (text !== undefined) throw createUnexpectedBodyError(getErrors(), text);
  timer.switchToIdleLimit();
  return new EventStream(reader);
}

/** Returns the error for a body that is not an event stream, although the request had `stream: true`. */
function createUnexpectedBodyError(
  errors: ChatResponseErrors,
  text: string,
): ChatCompletionError | ResponseValidationError {
  const error = hasFailed(safeParseJSON(text)) ? findError(errors, text, true) : undefined;
  return error ?? errors.createInvalid("Expected an event stream", text);
}

function isDone(data: string): boolean {
  return data.startsWith("[DONE]");
}
