import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";

/** Formats an event of a stream as it is sent. */
export function formatEvent(content: string, finishReason: string | null = null): string {
  return `data: ${JSON.stringify(chunk(content, finishReason))}\n\n`;
}

/** Creates the events of a stream, and the text that they add up to. */
export function createStream(count: number): { readonly events: readonly string[]; readonly text: string } {
  const words = Array.from({ length: count }, (_, index) => `word-${index} `);
  const events = words.map((word) => formatEvent(word));
  return { events: [...events, formatEvent("", "stop"), "data: [DONE]\n\n"], text: words.join("") };
}

/** Creates a completion of about 2 kB, and its text. */
export function createCompletion(): { readonly body: string; readonly text: string } {
  const text = "The Danube comes from the Black Forest and goes to the Black Sea. ".repeat(25);
  return { body: JSON.stringify(completion(text)), text };
}

/** Splits events into blocks of this many bytes; 0 for one block per event. */
export function toBlocks(events: readonly string[], bytes: number): readonly Uint8Array[] {
  if (bytes === 0) return events.map((event) => Buffer.from(event));
  const body = Buffer.from(events.join(""));
  return Array.from({ length: Math.ceil(body.length / bytes) }, (_, index) =>
    body.subarray(index * bytes, (index + 1) * bytes),
  );
}
