import type { RequestListener } from "node:http";

/** Creates the server of a relay, which posts the messages of a browser to `${url}/chat/completions`. */
export type RelayFactory = (url: string) => RequestListener;

/** The messages that a browser sends. */
export interface BrowserRequest {
  readonly messages: readonly { readonly role: "user"; readonly content: string }[];
}
