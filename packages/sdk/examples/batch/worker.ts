// Works on a batch that run.ts has queued, on any machine that reaches the database: node worker.ts prompts
import { CommandError, runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";
import { parseWorkerOptions } from "./options.ts";
import { formatCost } from "./status.ts";
import { createStop } from "./stop.ts";
import { work } from "./work.ts";

await runCommand(async (args) => {
  const options = parseWorkerOptions(args);
  const { name } = options;
  if (!process.env["OPENROUTER_API_KEY"]) throw new CommandError("Set OPENROUTER_API_KEY to your API key.");
  if (!process.env["DATABASE_URL"]) throw new CommandError("Set DATABASE_URL to the Postgres server of the batch.");
  const stop = createStop();

  return withDatabase(async (database) => {
    if (!(await database.boss.getQueue(name))) {
      throw new CommandError(`There is no batch "${name}". Queue one first: node run.ts FILE --name ${name}`);
    }
    const { done, failed, spent, maxCost } = await work(database, name, options, stop);
    console.log(`${name}: ${done} results and ${failed} errors so far; ${formatCost(spent, maxCost)}.`);
    if (!stop.reason) return 0;
    console.error(stop.reason.message);
    return stop.reason.exitCode;
  });
});
