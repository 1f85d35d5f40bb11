import type { RequestOptions } from "@org/sdk";
import { defaultRetries, type Call } from "../call.ts";

/** Generates the argument of the client's constructor; empty if the call needs no options. */
export function generateClientArgument({ serverURL, hasKey }: Call): string {
  const options = [
    ...(serverURL === undefined ? [] : [`serverURL: ${JSON.stringify(serverURL)}`]),
    ...(hasKey ? [] : ["apiKey: null"]),
  ];
  return options.length === 0 ? "" : `{ ${options.join(", ")} }`;
}

/** Generates the comment that says where the key is read from. */
export function generateKeyComment({ hasKey }: Call): string {
  return hasKey ? " // reads the key from OPENROUTER_API_KEY" : "";
}

/** Returns the options of the call; `undefined` if it needs none. */
export function getCallOptions({ prefer, maxRetries }: Call): RequestOptions | undefined {
  const retries = maxRetries === 0 ? ({ strategy: "none" } as const) : ({ strategy: "backoff", maxRetries } as const);
  const options: RequestOptions = {
    ...(prefer === undefined ? {} : { headers: { Prefer: prefer } }),
    ...(maxRetries === defaultRetries ? {} : { retries }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}
