import { InputError, runMain } from "./lib/cli.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { runSteps, type Step } from "./steps/step-runner.ts";

const help = `Runs the steps of a command, and prints a line for each one that ends, with the time since the start.

  node scripts/run-steps.ts demo       generates and builds what the demo needs
  node scripts/run-steps.ts test […]   runs all checks; further arguments are passed to turbo, such as --filter=@org/sdk
`;

const generate: Step = {
  name: "generate",
  command: ["node", "scripts/generate.ts"],
  rerun: "npx -y pnpm@12 run generate",
};
const checkGenerated: Step = {
  name: "generate --check",
  command: ["node", "scripts/generate.ts", "--check"],
  rerun: "npx -y pnpm@12 run generate",
};
const checkedTasks = ["build", "typecheck", "test", "test:recorded", "//#lint", "//#format:check"];

async function main([name, ...args]: string[]): Promise<number> {
  const start = performance.now();
  const options = { cwd: repositoryRoot, print: console.log, elapsed: () => performance.now() - start };
  switch (name) {
    case "demo":
      console.log("Generates and builds the packages for the demo:");
      return runSteps([generate, { turbo: ["build"] }], options);
    case "test":
      console.log("Checks everything: the spec, generated files, builds, types, tests, lint and format.");
      console.log(
        "Takes minutes when nothing is cached. A line for each task that ends, with the time since the start:",
      );
      return runSteps([{ turbo: ["//#spec:lint"] }, checkGenerated, { turbo: [...checkedTasks, ...args] }], options);
    default:
      throw new InputError(`Expected "demo" or "test", got "${name}".`);
  }
}

if (import.meta.main) await runMain(main, { help });
