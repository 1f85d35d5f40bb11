// Queues the prompts of a file, works on them, and writes the results in the order of the prompts:
// node run.ts prompts.jsonl results.jsonl --max-cost 5
import { CommandError, runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";
import { saveLimits } from "./limits.ts";
import { parseRunOptions } from "./options.ts";
import { readPrompts } from "./prompts.ts";
import { queuePrompts, retryFailed, returnAbandonedJobs } from "./queue.ts";
import { writeResults } from "./results.ts";
import { formatCost } from "./status.ts";
import { createStop } from "./stop.ts";
import { work } from "./work.ts";

await runCommand(async (args) => {
  const options = parseRunOptions(args);
  const { name, input, output } = options;
  const prompts = await readPrompts(input);
  if (!process.env["OPENROUTER_API_KEY"]) throw new CommandError("Set OPENROUTER_API_KEY to your API key.");
  const stop = createStop();

  return withDatabase(async (database) => {
    await saveLimits(database, name, options);
    const added = await queuePrompts(database, name, prompts, options);
    console.log(`${name}: ${prompts.length} prompts, ${added} of them new.`);
    if (database.isEmbedded) await returnAbandonedJobs(database, name);
    if (options.retryFailed) console.log(`Trying ${await retryFailed(database, name)} failed prompts again.`);

    const { spent, maxCost } = await work(database, name, options, stop);
    const { results, errors } = await writeResults(database, name, prompts, output);
    console.log(`${results} results and ${errors} errors in ${output}; ${formatCost(spent, maxCost)}.`);
    if (!stop.reason) return 0;
    console.error(`${stop.reason.message}\n${prompts.length - results - errors} prompts stay queued.`);
    return stop.reason.exitCode;
  });
});
