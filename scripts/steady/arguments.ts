import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { InputError } from "../lib/cli.ts";
import type { Suite } from "./suites.ts";

export interface SteadyOptions {
  readonly suites: readonly Suite[];
  /** Parts of file names, as for vitest. */
  readonly filters: readonly string[];
  readonly runs: number;
  /** The seed of the first run; each following run adds one. */
  readonly seed: number;
  /** The time limit of the command, in minutes. */
  readonly minutes: number;
  /** The time limit of one run of one suite, in minutes. */
  readonly runMinutes: number;
}

/** Parses the arguments of the command. */
export function parseArguments(args: string[], suites: readonly Suite[]): SteadyOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runs: { type: "string", default: "5" },
      seed: { type: "string" },
      suite: { type: "string", multiple: true },
      minutes: { type: "string", default: "120" },
      "run-minutes": { type: "string", default: "20" },
    },
  });
  return {
    suites: selectSuites(suites, values.suite),
    filters: positionals,
    runs: parseInteger("--runs", values.runs, 1_000),
    // Leaves room for one seed per run.
    seed: values.seed === undefined ? randomInt(1, 1_000_000) : parseInteger("--seed", values.seed, 2_000_000_000),
    minutes: parseMinutes("--minutes", values.minutes),
    runMinutes: parseMinutes("--run-minutes", values["run-minutes"]),
  };
}

function parseInteger(name: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
  throw new InputError(`${name} must be an integer from 1 to ${max}, got "${text}"`);
}

/** A week. Timers are limited to 24 days. */
const maxMinutes = 7 * 24 * 60;

function parseMinutes(name: string, text: string): number {
  const value = Number(text);
  if (/^[\d.]+$/.test(text) && value > 0 && value <= maxMinutes) return value;
  throw new InputError(`${name} must be a number above 0, at most ${maxMinutes}, got "${text}"`);
}

function selectSuites(suites: readonly Suite[], names: readonly string[] | undefined): readonly Suite[] {
  const unknown = names?.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new InputError(`--suite must be one of ${suites.map(({ name }) => name).join(", ")}, got "${unknown}"`);
  }
  return suites.filter(({ name }) => names?.includes(name) ?? true);
}
