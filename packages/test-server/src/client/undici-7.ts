import { nodeFetch, type NodeFetchOptions } from "@org/sdk/node.js";
import { EnvHttpProxyAgent } from "undici7";

/** Creates the fetch that `nodeFetch()` returns where undici 7 is installed. Without options it finds undici 8 here. */
export function createUndici7Fetch(): typeof fetch {
  const dispatcher = new EnvHttpProxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
  // The types of a dispatcher differ between the versions in members that nodeFetch does not use.
  return nodeFetch({ dispatcher: dispatcher as unknown as NodeFetchOptions["dispatcher"] });
}
