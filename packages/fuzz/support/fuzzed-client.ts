import { OpenRouter, type SDKOptions } from "@org/sdk";
import { secretKey } from "@org/test-server/client/client.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";

/** A request that was passed to `fetch`. */
export interface CapturedRequest {
  url: string;
  body: string;
  headers: Headers;
}

/** Creates a client without retries whose `fetch` calls `respond`, and captures its requests. */
export function createFuzzedClient(
  respond: () => Response = () => Response.json(completion()),
  options: SDKOptions = {},
): { core: OpenRouter; requests: CapturedRequest[] } {
  const requests: CapturedRequest[] = [];
  const core = new OpenRouter({
    apiKey: secretKey,
    retryConfig: { strategy: "none" },
    fetch: async (input, init) => {
      requests.push({ url: String(input), body: String(init?.body), headers: new Headers(init?.headers) });
      return respond();
    },
    ...options,
  });
  return { core, requests };
}
