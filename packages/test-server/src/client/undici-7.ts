import { nodeFetch, type NodeFetchOptions } from "@org/sdk/node.js";
import { EnvHttpProxyAgent } from "undici7";

/** What `nodeFetch()` is where undici 7 is installed; here it finds undici 8. */
export function undici7Fetch(): typeof fetch {
  const dispatcher = new EnvHttpProxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
  // The types of a dispatcher differ between the versions in what nodeFetch does not use.
  return nodeFetch({ dispatcher: dispatcher as unknown as NodeFetchOptions["dispatcher"] });
}
