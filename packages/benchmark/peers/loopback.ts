/** The hosts beyond loopback that this process tried to reach, in order. */
export const refusedHosts: string[] = [];

/**
 * Limits `fetch` to loopback for the rest of the process. A client that ignores the URL it was given then cannot send
 * anything to its default host, not even by a retry that outlives its case.
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
