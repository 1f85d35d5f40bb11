// Runs the steps in the JSON of the first argument, in the current folder.
import { runSteps, type Step } from "../../steps/step-runner.ts";

process.exitCode = await runSteps(JSON.parse(process.argv[2] ?? "[]") as Step[], {
  cwd: process.cwd(),
  print: console.log,
  elapsed: () => 1_500,
});
