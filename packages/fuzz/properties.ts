import { accumulation } from "./accumulate.fuzz.ts";
import { answers } from "./answers.fuzz.ts";
import { options } from "./options.fuzz.ts";
import { recordings } from "./recordings.fuzz.ts";
import { relays } from "./relay.fuzz.ts";
import { requests } from "./requests.fuzz.ts";
import { streams } from "./streams.fuzz.ts";
import { transports } from "./transports.fuzz.ts";
import type { Property } from "./support/property.ts";

/** All that must hold whatever comes. */
export const properties: readonly Property[] = [
  ...answers,
  ...streams,
  ...accumulation,
  ...requests,
  ...options,
  ...transports,
  ...relays,
  ...recordings,
];
