import type { Case } from "../case.ts";
import { accumulation } from "./accumulation.ts";
import { errors } from "./errors.ts";
import { resultFunctions } from "./result-functions.ts";
import { validResponses } from "./valid-responses.ts";
import { options } from "./options.ts";
import { retries } from "./retries.ts";
import { streams } from "./streams.ts";
import { types } from "./types.ts";
import { unknownFields } from "./unknown-fields.ts";

/** All cases, in the order of the table. */
export const cases: readonly Case[] = [
  ...errors,
  ...streams,
  ...accumulation,
  ...retries,
  ...validResponses,
  ...unknownFields,
  ...options,
  ...resultFunctions,
  ...types,
];
