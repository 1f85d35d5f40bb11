import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { JobWithMetadata } from "pg-boss";
import type { CallError, Result } from "./call-model.ts";
import type { Database } from "./database.ts";
import type { Prompt } from "./prompts.ts";
import type { JobOutput } from "./queue.ts";

const readTogether = 20;

/** The number of lines that were written. */
export interface Written {
  results: number;
  errors: number;
}

/** Writes a line for each prompt that is done, in the order of the prompts. The file is replaced when it is complete. */
export async function writeResults(
  database: Database,
  name: string,
  prompts: readonly Prompt[],
  file: string,
): Promise<Written> {
  const temporary = `${file}.tmp`;
  const written = { results: 0, errors: 0 };
  await pipeline(Readable.from(formatResults(database, name, prompts, written)), createWriteStream(temporary));
  await rename(temporary, file);
  return written;
}

interface Row {
  readonly id: string;
  readonly state: JobWithMetadata["state"];
  readonly output: unknown;
}

async function* formatResults(
  { query }: Database,
  name: string,
  prompts: readonly Prompt[],
  written: Written,
): AsyncGenerator<string> {
  for (let at = 0; at < prompts.length; at += readTogether) {
    const page = prompts.slice(at, at + readTogether);
    const rows = await query<Row>("SELECT id, state, output FROM pgboss.job WHERE name = $1 AND id = ANY($2::uuid[])", [
      name,
      page.map(({ id }) => id),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { line, id } of page) {
      const { state, output } = byId.get(id) ?? {};
      if (state === "completed") {
        written.results += 1;
        const result = JSON.parse((output as JobOutput).result) as Result;
        yield `${JSON.stringify({ line, ...result })}\n`;
      }
      if (state === "failed") {
        written.errors += 1;
        yield `${JSON.stringify({ line, error: toCallError(output) })}\n`;
      }
    }
  }
}

/** Returns the error of a failed job. pg-boss has another form for a job whose worker died at its last attempt. */
function toCallError(output: unknown): CallError {
  if (!(typeof output === "object" && output !== null && "value" in output)) return output as CallError;
  const { message } = output.value as { message: string };
  return { name: "WorkerError", code: "worker_lost", message, requestId: null };
}
