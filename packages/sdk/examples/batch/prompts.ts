import { readFile } from "node:fs/promises";
import { CommandError } from "./command.ts";
import { createPromptId, toCanonicalJSON } from "./prompt-id.ts";

/** A line of the input. */
export interface Prompt {
  /** The line number, from 1. */
  readonly line: number;
  /** The id of its job. */
  readonly id: string;
  /** The request as JSON. */
  readonly request: string;
}

const maxReported = 5;

/**
 * Reads a file with one chat request per line, as JSON. Blank lines are skipped.
 *
 * @throws CommandError with the line numbers, when the file is missing, empty or has invalid lines
 */
export async function readPrompts(file: string): Promise<Prompt[]> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot read the prompts in ${file} (${cause.code})`, { cause });
  });
  const occurrences = new Map<string, number>();
  const problems: string[] = [];
  const prompts: Prompt[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (content.trim() === "") continue;
    try {
      const request = parseRequest(content);
      const key = toCanonicalJSON(request);
      const occurrence = occurrences.get(key) ?? 0;
      occurrences.set(key, occurrence + 1);
      const id = createPromptId(request, occurrence);
      prompts.push({ line: index + 1, id, request: JSON.stringify(request) });
    } catch (error) {
      problems.push(`${file}:${index + 1}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new CommandError(formatProblems(problems));
  if (prompts.length === 0) throw new CommandError(`${file} has no prompts`);
  return prompts;
}

/** Checks what would fail in every worker. The service checks the rest. */
function parseRequest(content: string): object {
  const request: unknown = JSON.parse(content);
  if (typeof request !== "object" || request === null || !("messages" in request)) {
    throw new Error('Expected a request, such as {"model":"…","messages":[{"role":"user","content":"…"}]}');
  }
  const { messages, stream }: { messages: unknown; stream?: unknown } = request;
  if (!Array.isArray(messages) || messages.length === 0) throw new Error("messages must be an array with a message");
  if (stream) throw new Error("stream must not be set: the result is stored when it is complete");
  return request;
}

function formatProblems(problems: readonly string[]): string {
  const more = problems.length - maxReported;
  const lines = problems.slice(0, maxReported).join("\n");
  return `Nothing was queued, because of invalid lines.\n${lines}${more > 0 ? `\n… and ${more} more` : ""}`;
}
