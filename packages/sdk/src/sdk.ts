import { Chat } from "./chat.ts";
import { OpenRouterCore } from "./core.ts";

/**
 * A client for the OpenRouter API. One instance serves a whole application; it holds options, no connection.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * console.log(completion.choices[0]?.message.content);
 * ```
 */
export class OpenRouter extends OpenRouterCore {
  /** Chat completions. */
  readonly chat: Chat = new Chat(this);
}
