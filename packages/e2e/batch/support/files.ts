import { readFileSync, writeFileSync } from "node:fs";

/** What the tests read of a line of the results. */
export interface ResultLine {
  readonly line: number;
  readonly id?: string;
  readonly model?: string;
  readonly cost?: number;
  readonly usage?: { readonly total_tokens: number };
  readonly choices?: readonly { readonly message: { readonly content: string } }[];
  readonly error?: {
    readonly name: string;
    readonly code: string;
    readonly message: string;
    readonly requestId: string | null;
  };
}

/** Writes a file with one request per content. */
export function writePrompts(file: string, contents: readonly string[]): void {
  writeFileSync(file, contents.map((content) => `${JSON.stringify(createRequest(content))}\n`).join(""));
}

export function createRequest(content: string): object {
  return { model: "test/model-1", messages: [{ role: "user", content }] };
}

export function readResults(file: string): ResultLine[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ResultLine);
}

/** Returns the content of the prompt in a request. */
export function readPrompt({ body }: { readonly body: Uint8Array }): string {
  const request = JSON.parse(Buffer.from(body).toString()) as { messages: [{ content: string }] };
  return request.messages[0].content;
}
