import { OpenRouter, type SDKOptions } from "@org/sdk";
import { secretKey } from "@org/test-server/client/client.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";

/** A request that reached `fetch`. */
export interface Sent {
  url: string;
  body: string;
  headers: Headers;
}

/** A client without retries, whose `fetch` gives what it is told to, and the requests that reached it. */
export function fuzzedClient(
  answer: () => Response = () => Response.json(completion()),
  options: SDKOptions = {},
): { core: OpenRouter; sent: Sent[] } {
  const sent: Sent[] = [];
  const core = new OpenRouter({
    apiKey: secretKey,
    retryConfig: { strategy: "none" },
    fetch: async (input, init) => {
      sent.push({ url: String(input), body: String(init?.body), headers: new Headers(init?.headers) });
      return answer();
    },
    ...options,
  });
  return { core, sent };
}
