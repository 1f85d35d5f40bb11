import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";

/** One event of a stream on the wire; the same shapes as in the tests of faults. */
export function event(content: string, finishReason: string | null = null): string {
  return `data: ${JSON.stringify(chunk(content, finishReason))}\n\n`;
}

/** The events of a whole stream, and what they say together. */
export function stream(count: number): { readonly events: readonly string[]; readonly text: string } {
  const words = Array.from({ length: count }, (_, index) => `word-${index} `);
  const events = words.map((word) => event(word));
  return { events: [...events, event("", "stop"), "data: [DONE]\n\n"], text: words.join("") };
}

/** A completion of about 2 kB on the wire, and what it says. */
export function answer(): { readonly body: string; readonly text: string } {
  const text = "The Danube comes from the Black Forest and goes to the Black Sea. ".repeat(25);
  return { body: JSON.stringify(completion(text)), text };
}

/** The events in pieces of this many bytes, wherever they are cut; 0 for a piece an event. */
export function blocks(events: readonly string[], bytes: number): readonly Uint8Array[] {
  if (bytes === 0) return events.map((each) => Buffer.from(each));
  const whole = Buffer.from(events.join(""));
  return Array.from({ length: Math.ceil(whole.length / bytes) }, (_, index) =>
    whole.subarray(index * bytes, (index + 1) * bytes),
  );
}
