// A page that shows a stream. The key stays on the server: node relay-to-browser.ts
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionMessageParam } from "@org/sdk/models";
import { relay } from "@org/sdk/relay.js";

// With a bundler, use `for await (const chunk of await readRelay(fetch("/ask", …)))`.
const page = `<!doctype html><meta charset="utf-8"><form><input name="question"><button>Ask</button></form><p></p>
<script type="module">
  const [form, answer] = [document.querySelector("form"), document.querySelector("p")];
  const show = ({ error, choices }) => (answer.textContent += error?.message ?? choices[0]?.delta.content ?? "");
  form.onsubmit = async (event) => {
    event.preventDefault();
    answer.textContent = "";
    const response = await fetch("/ask", { method: "POST", body: form.question.value });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part, rest = ""; !(part = await reader.read()).done; ) {
      const events = (rest + part.value).split("\\n\\n");
      rest = events.pop();
      for (const each of events) if (each.startsWith("data: {")) show(JSON.parse(each.slice(6)));
    }
  };
</script>`;

const openRouter = new OpenRouter();

const server = createServer(async (request, response) => {
  if (request.url !== "/ask") return void response.setHeader("content-type", "text/html").end(page);

  const messages: ChatCompletionMessageParam[] = [{ role: "user", content: await text(request) }];
  const relayed = relay(
    (signal) => openRouter.chat.complete({ messages, stream: true, max_tokens: 500 }, { signal }),
    // The browser may receive a general message; this is the error itself.
    { onError: (error) => console.error(error) },
  );
  response.setHeaders(relayed.headers);
  // Use `pipeline`, not `pipe`: then a browser that disconnects stops the generation and its cost.
  await pipeline(Readable.fromWeb(relayed.body as ReadableStream), response).catch(() => {});
});

server.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`);
});
