import { OpenRouterCore } from "./core.ts";
import { APIKeys } from "./resources/api-keys.ts";
import { Chat } from "./resources/chat.ts";
import { Credits } from "./resources/credits.ts";
import { Embeddings } from "./resources/embeddings.ts";
import { Generations } from "./resources/generations.ts";
import { Models } from "./resources/models.ts";
import { Providers } from "./resources/providers.ts";

/**
 * A client for the OpenRouter API. Create one and share it: it holds options, not connections.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * console.log(completion.choices[0]?.message.content);
 * ```
 *
 * @see `chatStream`, `chatTools` and `chatParse` of `@org/sdk/funcs/…`: functions that take the client as their first
 * argument.
 */
export class OpenRouter extends OpenRouterCore {
  /**
   * Chat completions.
   *
   * @see `chatStream` of `@org/sdk/funcs/chatStream.js`: a stream that also builds the final completion.
   * @see `chatTools` of `@org/sdk/funcs/chatTools.js`: runs the tools that the model calls.
   * @see `chatParse` of `@org/sdk/funcs/chatParse.js`: structured output, validated by a schema.
   */
  readonly chat: Chat = new Chat(this);
  /** The models of the service. */
  readonly models: Models = new Models(this);
  /** The cost and the tokens of calls, after the fact. */
  readonly generations: Generations = new Generations(this);
  /** Embeddings of texts and images. */
  readonly embeddings: Embeddings = new Embeddings(this);
  /** The API keys of the account. */
  readonly apiKeys: APIKeys = new APIKeys(this);
  /** The credits of the account. */
  readonly credits: Credits = new Credits(this);
  /** The providers of the service. */
  readonly providers: Providers = new Providers(this);
}
