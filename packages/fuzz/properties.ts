import { accumulation } from "./properties/accumulate.fuzz.ts";
import { answers } from "./properties/responses.fuzz.ts";
import { options } from "./properties/options.fuzz.ts";
import { recordings } from "./properties/recordings.fuzz.ts";
import { relays } from "./properties/relay.fuzz.ts";
import { requests } from "./properties/requests.fuzz.ts";
import { streams } from "./properties/streams.fuzz.ts";
import { transports } from "./properties/transports.fuzz.ts";
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
