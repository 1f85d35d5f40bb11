/** The clients: the name of the adapter in clients/, and the label in the table. The first is the baseline. */
export const clients = {
  fetch: "hand-written fetch",
  "ours-function": "@org/sdk function",
  "ours-class": "@org/sdk class",
  "ours-node": "@org/sdk function with nodeFetch",
  "openapi-fetch": "openapi-fetch + eventsource-parser",
  openai: "openai",
  "openrouter-function": "@openrouter/sdk function",
  "openrouter-class": "@openrouter/sdk class",
  "ai-sdk": "ai + @openrouter/ai-sdk-provider",
} as const;

export type Name = keyof typeof clients;
export const names = Object.keys(clients) as Name[];
/** All except the one that differs from another only in its `fetch`. */
export const clientsWithDefaultFetch: readonly Name[] = names.filter((name) => name !== "ours-node");
/** One of each kind, for measurements that would take too long with all of them. */
export const representatives: readonly Name[] = [
  "fetch",
  "ours-function",
  "ours-node",
  "openapi-fetch",
  "openai",
  "openrouter-function",
];
