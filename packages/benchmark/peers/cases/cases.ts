import type { Case } from "../case.ts";
import { assembled } from "./accumulation.ts";
import { errors } from "./errors.ts";
import { functions } from "./result-functions.ts";
import { goodAnswers } from "./valid-responses.ts";
import { options } from "./options.ts";
import { retries } from "./retries.ts";
import { streams } from "./streams.ts";
import { types } from "./types.ts";
import { unknownFields } from "./unknown-fields.ts";

/** All cases, in the order of the table. */
export const cases: readonly Case[] = [
  ...errors,
  ...streams,
  ...assembled,
  ...retries,
  ...goodAnswers,
  ...unknownFields,
  ...options,
  ...functions,
  ...types,
];
