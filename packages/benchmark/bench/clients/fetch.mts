import type { CallerFactory } from "../client.mts";
import { apiKey } from "../request.mts";

interface Chunk {
  choices: { delta: { content: string } }[];
}

/** The baseline: a call without a client. It handles no errors, does not retry, and does not parse all of SSE. */
export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };

  function post(body: object): Promise<Response> {
    return fetch(`${url}/chat/completions`, { method: "POST", headers, body: JSON.stringify(body) });
  }
  async function open(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const { body } = await post({ ...request, stream: true });
    if (!body) throw new Error("Expected a body");
    return body.getReader();
  }
  return {
    async complete() {
      const { choices } = (await (await post(request)).json()) as { choices: { message: { content: string } }[] };
      return choices[0]?.message.content ?? "";
    },

    async stream(onText) {
      const reader = await open();
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
    },

    async openStream() {
      const reader = await open();
      await reader.read();
      return reader;
    },
  };
};
