/** The relays that are compared: the name of the program in relays/, and the label in the tables. */
export const relays = {
  "node-by-hand": "node:http, fetch and pipeline",
  "node-relay": "node:http, relay of @org/sdk",
  "express-by-hand": "Express, fetch and pipeline",
  "express-relay": "Express, relay of @org/sdk",
} as const;

export type RelayName = keyof typeof relays;
