import type { ChatCompletionChunk } from "@org/types/schemas";
import { hasContent, isFailedChoice, type ResponseParser } from "../response/parse-response.ts";
import { drain, isReadable } from "../response/read-body.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { createChunkParser } from "./chunk-parser.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { EventStream } from "./event-stream.ts";
import { createSSEParser, isEventStream, EventTooLargeError, type SSEParser } from "./sse-parser.ts";
import type { AttemptTimer } from "../request/attempt-timer.ts";

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;
type ReadResult = ReadableStreamReadResult<Uint8Array>;

// Of a body that begins neither like an event nor like a page: longer than any error in JSON.
const longestBeginning = 2 ** 20;

const finished: ChunkResult = { done: true, value: undefined };

export interface ChunkReaderOptions {
  readonly timer: AttemptTimer;
  readonly answer: ResponseParser;
  readonly maxEventBytes: number;
  /** Whether the response calls itself an event stream. */
  readonly isDeclared: boolean;
}

/** Reads a body as chunks. It has three ends: done, a typed error, or the abort's error; never a silent one. */
class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #timer: AttemptTimer;
  readonly #answer: ResponseParser;
  readonly #scanner: SSEParser;
  // The scanner drops the BOM: Node's decoder drops two when the first is cut in the middle.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #parse = createChunkParser();
  readonly #maxBytes: number;
  readonly #isDeclared: boolean;
  declare onComment?: (text: string) => void;
  #hasEnded = false;
  #isBodyRead = false;
  #hasFinishReason = false;
  /** Whether nothing has been decoded yet. */
  #isFirst = true;
  /** Whether each choice has failed, by its index, and the error to end with once all of them have. */
  readonly #choices = new Map<unknown, boolean>();
  #failure: Error | undefined;
  #first: ChunkResult | undefined;
  /** The read that is under way, and the last of the calls that wait for it. */
  #reading: Promise<ChunkResult> | undefined;
  #turn: Promise<ChunkResult> | undefined;

  constructor(body: ReadableStream<Uint8Array>, { timer, answer, maxEventBytes, isDeclared }: ChunkReaderOptions) {
    this.#reader = body.getReader();
    this.#timer = timer;
    this.#answer = answer;
    this.#scanner = createSSEParser(maxEventBytes, this);
    this.#maxBytes = maxEventBytes;
    this.#isDeclared = isDeclared;
    // Not every fetch ends its body when the signal is aborted.
    timer.signal.addEventListener("abort", () => this.#release(), { once: true });
  }

  /** Waits for the first chunk. Gives the body's text instead, if it is JSON, a page or words, and no event stream. */
  async open(): Promise<string | undefined> {
    let text: string | undefined;
    let whole = "";
    let isStream: boolean | undefined;
    do {
      text = await this.#text();
      this.#scanner.push(text ?? "");
      // JSON.parse takes no BOM, and trimStart takes it for white space.
      whole = (whole + (text ?? "")).trimStart();
      isStream = isEventStream(whole, this.#isDeclared, text === undefined || whole.length > longestBeginning);
    } while (isStream === undefined);
    if (isStream) {
      this.#first = await this.next();
      return undefined;
    }
    // A page may have no end; more of it than of an event is not kept.
    while (whole.length < this.#maxBytes && (text = await this.#text()) !== undefined) whole += text;
    this.close();
    return whole;
  }

  /** The next chunk: at once if it has arrived, else a promise of it. Calls that don't wait for each other take turns. */
  next(): ChunkResult | Promise<ChunkResult> {
    const before = this.#turn ?? this.#reading;
    if (!before) return this.#advance();
    const advance = () => this.#advance();
    const turn = before.then(advance, advance);
    const settle = () => {
      if (this.#turn === turn) this.#turn = undefined;
    };
    turn.then(settle, settle);
    return (this.#turn = turn);
  }

  /** Closes the connection; what is read after this is the end. */
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
      return this.#arrived() ?? this.#read();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** What can be said without waiting for the network. */
  #arrived(): ChunkResult | undefined {
    for (let data = this.#scanner.next(); data !== undefined; data = this.#scanner.next()) {
      // An event without data keeps the connection alive and says nothing.
      if (data !== "") return this.#decode(data);
    }
    return this.#isBodyRead ? (this.#last() ?? this.#conclude()) : undefined;
  }

  #read(): Promise<ChunkResult> {
    this.#timer.startIdle();
    return (this.#reading = this.#reader.read().then(this.#received, this.#lost));
  }

  readonly #received = (read: ReadResult): ChunkResult | Promise<ChunkResult> => {
    this.#timer.resetIdle();
    this.#reading = undefined;
    if (this.#hasEnded) return finished;
    try {
      const text = this.#textOf(read);
      if (text === undefined) this.#isBodyRead = true;
      else this.#scanner.push(text);
      return this.#arrived() ?? this.#read();
    } catch (error) {
      throw this.#failed(error);
    }
  };

  readonly #lost = (error: unknown): ChunkResult => {
    this.#timer.resetIdle();
    this.#reading = undefined;
    if (this.#hasEnded) return finished;
    throw this.#failed(this.#reasonOf(error));
  };

  async #text(): Promise<string | undefined> {
    return this.#textOf(
      await this.#reader.read().catch((error: unknown) => {
        throw this.#reasonOf(error);
      }),
    );
  }

  #textOf({ done, value }: ReadResult): string | undefined {
    // A body that was cancelled because of the abort looks like one that has ended.
    this.#timer.signal.throwIfAborted();
    return done ? undefined : this.#decoder.decode(value, { stream: true });
  }

  #reasonOf(error: unknown): unknown {
    const { signal } = this.#timer;
    return signal.aborted ? signal.reason : this.#answer.cut(error);
  }

  #decode(data: string): ChunkResult {
    if (isDone(data)) return this.#done();
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const chunk = this.#answer.chunk(data, this.#parse, isFirst);
    let hasFailed = false;
    for (const choice of chunk.choices) {
      const index = choice?.index;
      if (choice?.finish_reason) this.#hasFinishReason = true;
      const isFailure = isFailedChoice(choice);
      hasFailed ||= isFailure;
      this.#choices.set(index, isFailure || this.#choices.get(index) === true);
    }
    if (hasFailed && [...this.#choices.values()].every(Boolean)) {
      const failure = this.#answer.findError(data, isFirst);
      // Nothing has been generated, so the call can still be made again.
      if (isFirst && !chunk.choices.some(hasContent)) throw failure;
      this.#failure = failure;
    }
    return { done: false, value: chunk };
  }

  /** An event without its blank line counts when it is whole: that it parses says so. */
  #last(): ChunkResult | undefined {
    this.#scanner.push(this.#decoder.decode());
    const data = this.#scanner.end();
    return data && (isDone(data) || safeParseJSON(data) !== undefined) ? this.#decode(data) : undefined;
  }

  #conclude(): ChunkResult {
    if (!this.#hasFinishReason) throw this.#answer.cut();
    this.close();
    return finished;
  }

  #done(): ChunkResult {
    this.#hasEnded = true;
    this.#timer.stop();
    drain(this.#reader);
    return finished;
  }

  #failed(error: unknown): unknown {
    this.close();
    if (!(error instanceof EventTooLargeError)) return error;
    return this.#answer.invalid(`A stream event has at least ${error.bytes} bytes; maxEventBytes is ${this.#maxBytes}`);
  }

  #release(): void {
    this.#reader.cancel().catch(() => {});
  }
}

/** The stream in a good answer, once its first chunk has come. @throws the typed error, when there is none in it */
export async function openEventStream(
  { body, status, headers }: Response,
  options: Omit<ChunkReaderOptions, "isDeclared">,
): Promise<EventStream<ChatCompletionChunk>> {
  const { answer, timer } = options;
  // Some runtimes have no body where others have an empty one.
  if (body === null) throw status === 204 ? answer.unexpectedBody("") : answer.cut();
  if (!isReadable(body)) {
    const message = "This fetch cannot stream: response.body must be a ReadableStream";
    throw new UnexpectedClientError(message, { attempts: answer.attempts });
  }
  const isDeclared = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const source = new ChunkReader(body, { ...options, isDeclared });
  const text = await source.open();
  if (text !== undefined) throw answer.unexpectedBody(text);
  timer.firstByteReceived();
  return new EventStream(source);
}

function isDone(data: string): boolean {
  return data.startsWith("[DONE]");
}
