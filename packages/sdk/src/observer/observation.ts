import type { ChatCompletionChunk } from "@org/types/schemas";
import { getRequestId } from "../errors/api-error.ts";
import { isRecord } from "../utils/is-record.ts";
import type { ActivityEvent, ActivityObserver, AttemptEvent, EndEvent, ResponseEvent } from "./activity.ts";

/** The events of one activity, from its start to its end. */
export class Observation {
  readonly #observer: ActivityObserver;
  readonly #startedAt = performance.now();
  /** What the response, or the chunks so far, say about the whole. */
  #received: Pick<EndEvent, "model" | "usage" | "requestId"> = {};
  #hasEnded = false;

  constructor(observer: ActivityObserver) {
    this.#observer = observer;
  }

  /** Runs the activity, in the context that the observer sets. */
  run<T>(action: () => T): T {
    return this.#observer.run ? this.#observer.run(action) : action();
  }

  emit(event: ActivityEvent): void {
    try {
      this.#observer.onEvent?.(event);
    } catch {
      // An error of an observer must not fail the call.
    }
  }

  emitAttempt(event: AttemptEvent): void {
    this.#received = {};
    this.emit(event);
  }

  emitResponse(event: ResponseEvent): void {
    this.#received = { requestId: getRequestId(event.headers) };
    this.emit(event);
  }

  emitChunk(chunk: ChatCompletionChunk): void {
    this.#receive(chunk);
    this.emit({ type: "chunk", chunk });
  }

  /** Emits the end event. Only the first end counts. */
  end(end: Omit<EndEvent, "type" | "durationMs" | "requestId">): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#receive(end.value);
    this.emit({ type: "end", durationMs: performance.now() - this.#startedAt, ...this.#received, ...end });
  }

  #receive(value: unknown): void {
    if (!isRecord(value)) return;
    const { model = this.#received.model, usage } = value as Pick<EndEvent, "model" | "usage">;
    this.#received = { ...this.#received, model, usage: usage ?? this.#received.usage };
  }
}
