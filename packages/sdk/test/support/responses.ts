/** A completion after the API's shape. */
export function completion(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "gen-1",
    object: "chat.completion",
    created: 1_790_000_000,
    model: "acme/small-1",
    provider: "Acme",
    choices: [
      { index: 0, finish_reason: "stop", native_finish_reason: "stop", message: { role: "assistant", content: "No." } },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    ...fields,
  };
}

/** A chunk of a stream after the API's shape. */
export function chunk(content: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "gen-1",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "acme/small-1",
    provider: "Acme",
    choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }],
    ...fields,
  };
}

/** The chunk that says why the answer ended. */
export function lastChunk(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return chunk("", { choices: [{ index: 0, delta: { content: "" }, finish_reason: "stop" }], ...fields });
}

/** An answer that is an error, as JSON. */
export function refusal(
  status: number,
  error: unknown = { code: status, message: "No luck" },
  init: ResponseInit = {},
): Response {
  return Response.json({ error }, { status, ...init });
}

/** An event with this data: text as it is, anything else as JSON. */
export function event(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

export const done = "data: [DONE]\n\n";

/** The events of a whole answer with these words. */
export function events(...words: readonly string[]): string {
  return words.map((word) => event(chunk(word))).join("") + event(lastChunk()) + done;
}

/** An event stream whose body comes in these pieces. */
export function sse(...parts: readonly (string | Uint8Array)[]): Response {
  const pieces = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return eventStream(body);
}

/** An answer with this body that calls itself an event stream. */
export function eventStream(body: BodyInit | null, init: ResponseInit = {}): Response {
  return new Response(body, { headers: { "content-type": "text/event-stream" }, ...init });
}
