import { InvalidRequestError } from "../errors/client-error.ts";
import { Observer, type ActivityListener } from "./observer.ts";

/**
 * Creates an observer of a client: for traces, metrics, logs or limits.
 *
 * An error that the function throws refuses the activity: nothing is sent, and the call fails with it, in an
 * `UnexpectedClientError` unless it is an error of this SDK. Errors thrown later are ignored.
 *
 * @param listener Called at the start of each call, and of each run and tool of `chatTools`. Returns the functions that
 * observe it, or nothing to ignore it.
 * @returns The observer, for the client's option `observers`.
 * @throws {@link InvalidRequestError} when `listener` is not a function.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { createObserver } from "@org/sdk/observer.js";
 *
 * const usageLog = createObserver(() => ({
 *   onEvent(event) {
 *     if (event.type === "end") console.log(event.outcome, event.model, event.usage?.total_tokens);
 *   },
 * }));
 * const openRouter = new OpenRouter({ observers: [usageLog] });
 * await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * ```
 */
export function createObserver(listener: ActivityListener): Observer {
  if (typeof listener !== "function") throw new InvalidRequestError("The listener must be a function");
  return Observer.create(listener);
}
