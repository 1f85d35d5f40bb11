/** The other hosts that this process tried to call, in order. */
export const refusedHosts: string[] = [];

/**
 * Limits `fetch` to loopback for the rest of the process. A client that ignores the URL in its options cannot then send
 * anything to its default host, not even with a retry after its case has ended.
 */
export function refuseOtherHosts(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    if (hostname === "127.0.0.1") return fetch(input, init);
    refusedHosts.push(hostname);
    throw new TypeError("fetch failed");
  };
}
