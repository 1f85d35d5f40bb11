import type { ChatCompletionChunk } from "@org/types/schemas";
import type { ResolvedCallOptions } from "../config/resolve-options.ts";
import type { APIError } from "../errors/api-error.ts";
import type { CallError } from "../models/errors.ts";
import type { Operation } from "../request/operation.ts";
import { createRedactor, redactHeaders } from "../request/redact.ts";
import type { Success } from "../result.ts";
import { EventStream } from "../stream/event-stream.ts";
import type { Activity, ActivityObserver, EndEvent } from "./activity.ts";
import { Observation } from "./observation.ts";
import { observeStream } from "./observed-stream.ts";

type Fetch = typeof globalThis.fetch;

/** Makes the attempts of a call. Rejects with the error of the call. */
type Send<T> = (options: ResolvedCallOptions) => Promise<Success<T>>;

/** Is called at the start of each activity. Returns what observes it to its end, or nothing to ignore it. */
export type ActivityListener = (activity: Activity) => ActivityObserver | undefined | void;

/**
 * Observes the calls of a client, for its option `observers`. Made by `createObserver` of `@org/sdk/observer.js`.
 *
 * @example
 * ```ts
 * import { OpenRouter, type Observer } from "@org/sdk";
 * import { createObserver } from "@org/sdk/observer.js";
 *
 * const observers: Observer[] = [createObserver(() => ({ onEvent: (event) => console.log(event.type) }))];
 * const openRouter = new OpenRouter({ observers });
 * ```
 */
export class Observer {
  readonly #listener: ActivityListener;

  private constructor(listener: ActivityListener) {
    this.#listener = listener;
  }

  /** @internal */
  static create(listener: ActivityListener): Observer {
    return new Observer(listener);
  }

  /** @internal Makes a call, and observes it. */
  async observe<T, E extends APIError>(
    operation: Operation<T, E>,
    options: ResolvedCallOptions,
    send: Send<T>,
  ): Promise<Success<T>> {
    const { method, path, template = path, body } = operation;
    const { server, fetch, signals } = options;
    const activityObserver = this.#listener({ type: "call", method, path: template, serverURL: server.base, body });
    if (!activityObserver) return send(options);
    const observation = new Observation(activityObserver);
    try {
      const result = await observation.run(() => send({ ...options, fetch: observeFetch(fetch, observation) }));
      const { value, attempts } = result;
      if (!(value instanceof EventStream)) {
        observation.end({ outcome: "completed", value, attempts });
        return result;
      }
      observation.emit({ type: "first_chunk" });
      const stream = value as EventStream<ChatCompletionChunk>;
      return { ...result, value: observeStream(stream, observation, { signals, attempts }) as T };
    } catch (error) {
      const { attempts } = error as CallError;
      observation.end({ outcome: "failed", error, attempts });
      throw error;
    }
  }

  /** @internal Runs another activity, and observes it. `describe` returns what its end event says about its value. */
  async observeActivity<T>(
    activity: Activity,
    run: () => Promise<T>,
    describe: (value: T) => Pick<EndEvent, "error" | "usage">,
  ): Promise<T> {
    const activityObserver = this.#listener(activity);
    if (!activityObserver) return run();
    const observation = new Observation(activityObserver);
    try {
      const value = await observation.run(run);
      const end = describe(value);
      observation.end({ outcome: end.error === undefined ? "completed" : "failed", value, ...end });
      return value;
    } catch (error) {
      observation.end({ outcome: "failed", error });
      throw error;
    }
  }
}

/** Returns a `fetch` that emits an event for each request and each response. */
function observeFetch(fetch: Fetch | undefined, observation: Observation): Fetch {
  let attempt = 0;
  return async (input, init) => {
    attempt += 1;
    const current = attempt;
    const requestHeaders = new Headers(init?.headers);
    const { text } = createRedactor(requestHeaders);
    const sent = redactHeaders(requestHeaders);
    observation.emitAttempt({ type: "attempt", attempt: current, url: String(input), headers: sent });
    const response = await (fetch ?? globalThis.fetch)(input, init);
    // A server may echo the key.
    const headers = new Headers([...response.headers].map(([name, value]): [string, string] => [name, text(value)]));
    observation.emitResponse({ type: "response", attempt: current, status: response.status, headers });
    return response;
  };
}
