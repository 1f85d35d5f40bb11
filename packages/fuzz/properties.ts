import { accumulation } from "./properties/accumulate.fuzz.ts";
import { responses } from "./properties/responses.fuzz.ts";
import { options } from "./properties/options.fuzz.ts";
import { recordings } from "./properties/recordings.fuzz.ts";
import { relays } from "./properties/relay.fuzz.ts";
import { requestBodies } from "./properties/requests.fuzz.ts";
import { streams } from "./properties/streams.fuzz.ts";
import { transports } from "./properties/transports.fuzz.ts";
import type { Property } from "./support/property.ts";

/** All properties that the tests and `pnpm fuzz` check. */
export const properties: readonly Property[] = [
  ...responses,
  ...streams,
  ...accumulation,
  ...requestBodies,
  ...options,
  ...transports,
  ...relays,
  ...recordings,
];
