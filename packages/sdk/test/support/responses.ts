/** Creates a completion as the API sends it. */
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

/** Creates a chunk as the API sends it. */
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

/** Creates the chunk with the finish reason. */
export function lastChunk(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return chunk("", { choices: [{ index: 0, delta: { content: "" }, finish_reason: "stop" }], ...fields });
}

/** Creates an error response in JSON. */
export function errorResponse(
  status: number,
  error: unknown = { code: status, message: "No luck" },
  init: ResponseInit = {},
): Response {
  return Response.json({ error }, { status, ...init });
}

/** Formats an event. Its data is text, or any other value as JSON. */
export function event(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

export const done = "data: [DONE]\n\n";

/** Formats the events of a complete stream with these text deltas. */
export function events(...texts: readonly string[]): string {
  return texts.map((text) => event(chunk(text))).join("") + event(lastChunk()) + done;
}

/** Creates an event stream whose body arrives in these pieces. */
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

/** Creates a response with this body and the content type of an event stream. */
export function eventStream(body: BodyInit | null, init: ResponseInit = {}): Response {
  return new Response(body, { headers: { "content-type": "text/event-stream" }, ...init });
}
