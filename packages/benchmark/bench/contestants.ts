/** The measured: the name of the adapter in contestants/, and what the table calls it. The first is the limit. */
export const contestants = {
  fetch: "fetch by hand",
  "ours-function": "@org/sdk function",
  "ours-class": "@org/sdk class",
  "ours-node": "@org/sdk function with nodeFetch",
  "openapi-fetch": "openapi-fetch + eventsource-parser",
  openai: "openai",
  "openrouter-function": "@openrouter/sdk function",
  "openrouter-class": "@openrouter/sdk class",
  "ai-sdk": "ai + @openrouter/ai-sdk-provider",
} as const;

export type Name = keyof typeof contestants;
export const names = Object.keys(contestants) as Name[];
/** Without the one that is another in nothing but what carries its requests. */
export const clients: readonly Name[] = names.filter((name) => name !== "ours-node");
/** One of each kind, where measuring all takes too long. */
export const some: readonly Name[] = [
  "fetch",
  "ours-function",
  "ours-node",
  "openapi-fetch",
  "openai",
  "openrouter-function",
];
