/** The measured: the name of the adapter in contestants/, and what the table calls it. The first is the limit. */
export const contestants = {
  bare: "fetch by hand",
  "ours-function": "@org/sdk function",
  "ours-class": "@org/sdk class",
  "by-hand": "openapi-fetch + eventsource-parser",
  openai: "openai",
  "openrouter-function": "@openrouter/sdk function",
  "openrouter-class": "@openrouter/sdk class",
  "ai-sdk": "ai + @openrouter/ai-sdk-provider",
} as const;

export type Name = keyof typeof contestants;
export const names = Object.keys(contestants) as Name[];
