/*
 * `pnpm fuzz` checks each property with random values. FUZZ_RUNS is the number of runs for each property, 20,000 by
 * default. FUZZ_SEED repeats an earlier run, which printed its seed.
 */
import * as fc from "fast-check";
import { properties } from "./properties.ts";

const numRuns = Number(process.env["FUZZ_RUNS"] ?? 20_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}`);
for (const { name, property } of properties) {
  const start = performance.now();
  const details = await fc.check(property, { seed, numRuns });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`${details.failed ? "FAILS" : "holds"}  ${name}  (${details.numRuns} runs, ${seconds} s)`);
  if (details.failed) {
    console.log(await fc.asyncDefaultReportMessage(details), details.errorInstance);
    process.exitCode = 1;
  }
}
