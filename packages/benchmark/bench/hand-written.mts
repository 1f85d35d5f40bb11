import { apiKey, type ChatRequest } from "./request.mts";

interface Completion {
  choices: { message: { content: string } }[];
}
interface Chunk {
  choices: { delta: { content: string } }[];
}

/** The parts of a client written by hand. They handle no errors, and do not parse all of SSE. */
const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };

/** Creates the options of a request. */
export function createInit(request: ChatRequest & { stream?: true }): RequestInit {
  return { method: "POST", headers, body: JSON.stringify(request) };
}

/** Reads the text of a completion. */
export async function readCompletion(response: Response): Promise<string> {
  const { choices } = (await response.json()) as Completion;
  return choices[0]?.message.content ?? "";
}

/** Returns the reader of a response's body. */
export function getReader({ body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!body) throw new Error("Expected a body");
  return body.getReader();
}

/** Reads a stream to its end, and passes on the text of each chunk. */
export async function readStream(response: Response, onText: (text: string) => void): Promise<void> {
  const reader = getReader(response);
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    let start = 0;
    for (let end = rest.indexOf("\n\n"); end !== -1; end = rest.indexOf("\n\n", start)) {
      const data = rest.slice(start + "data: ".length, end);
      start = end + 2;
      if (data !== "[DONE]") onText((JSON.parse(data) as Chunk).choices[0]?.delta.content ?? "");
    }
    rest = rest.slice(start);
  }
}
