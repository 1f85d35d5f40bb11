import type { RequestOptions } from "@org/sdk";
import { defaultRetries, type Call } from "../call.ts";

/** The options of the client that the call needs, as an argument; empty if it needs none. */
export function clientArgument({ serverURL, hasKey }: Call): string {
  const options = [
    ...(serverURL === undefined ? [] : [`serverURL: ${JSON.stringify(serverURL)}`]),
    ...(hasKey ? [] : ["apiKey: null"]),
  ];
  return options.length === 0 ? "" : `{ ${options.join(", ")} }`;
}

/** Where the key comes from, as a comment. */
export function keyComment({ hasKey }: Call): string {
  return hasKey ? " // the key is OPENROUTER_API_KEY" : "";
}

/** The options of one call; `undefined` if it needs none. */
export function callOptions({ prefer, maxRetries }: Call): RequestOptions | undefined {
  const retries = maxRetries === 0 ? ({ strategy: "none" } as const) : ({ strategy: "backoff", maxRetries } as const);
  const options: RequestOptions = {
    ...(prefer === undefined ? {} : { headers: { Prefer: prefer } }),
    ...(maxRetries === defaultRetries ? {} : { retries }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}
