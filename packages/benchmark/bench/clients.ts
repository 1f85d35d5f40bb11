/**
 * The clients that are compared: the name of the adapter in clients/, and the label in the tables, in their order. The
 * first is the baseline.
 */
export const clients = {
  "fetch-cancelable": "hand-written fetch",
  fetch: "hand-written fetch, cannot be canceled",
  "ours-function": "@org/sdk function",
  "ours-class": "@org/sdk class",
  "ours-node": "@org/sdk function with nodeFetch",
  "openapi-fetch": "openapi-fetch + eventsource-parser",
  openai: "openai",
  "openrouter-function": "@openrouter/sdk function",
  "openrouter-class": "@openrouter/sdk class",
  "ai-sdk": "ai + @openrouter/ai-sdk-provider",
} as const;

/** Our function with observers, each with its adapter in clients/. */
export const observed = {
  "ours-observed": "@org/sdk function, an observer that does nothing",
  "traced-by-hand": "@org/sdk function, spans and metrics by hand",
  "ours-traced": "@org/sdk function, openTelemetry()",
} as const;

export type ClientName = keyof typeof clients;
/** A program with an adapter in clients/. */
export type AdapterName = ClientName | keyof typeof observed;
export const clientNames = Object.keys(clients) as ClientName[];
/** All except the one that differs from another only in its `fetch`. */
export const clientsWithDefaultFetch: readonly ClientName[] = clientNames.filter((name) => name !== "ours-node");
/** All except the second of those that import nothing. */
export const clientsWithOwnImports: readonly ClientName[] = clientNames.filter((name) => name !== "fetch");
/** Those whose programs differ: without a second that imports nothing, and without one that imports undici. */
export const clientsWithOwnPrograms = clientsWithOwnImports.filter((name) => name !== "ours-node");
/** One of each kind, for measurements that would take too long with all of them. */
export const representatives: readonly ClientName[] = clientNames.filter(
  (name) => !["ours-class", "openrouter-class", "ai-sdk"].includes(name),
);
