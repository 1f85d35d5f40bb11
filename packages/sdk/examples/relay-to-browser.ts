// A page that shows an answer as it is written. The key stays on the server: node relay-to-browser.ts
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { OpenRouter } from "@org/sdk";

const page = `<!doctype html><meta charset="utf-8"><form><input name="question"><button>Ask</button></form><p></p>
<script type="module">
  const [form, answer] = [document.querySelector("form"), document.querySelector("p")];
  form.onsubmit = async (event) => {
    event.preventDefault();
    answer.textContent = "";
    const response = await fetch("/ask", { method: "POST", body: form.question.value });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part; !(part = await reader.read()).done; ) answer.textContent += part.value;
  };
</script>`;

const openRouter = new OpenRouter();

const server = createServer(async (request, response) => {
  if (request.url !== "/ask") return void response.setHeader("content-type", "text/html").end(page);

  // The browser left: stop the generation, and what it costs.
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const stream = await openRouter.chat.complete(
      { messages: [{ role: "user", content: await text(request) }], stream: true, max_tokens: 500 },
      { signal: gone.signal },
    );
    response.setHeader("content-type", "text/plain; charset=utf-8");
    for await (const chunk of stream) {
      const hasRoom = response.write(chunk.choices[0]?.delta.content ?? "");
      if (!hasRoom) await once(response, "drain", { signal: gone.signal });
    }
    response.end();
  } catch (error) {
    if (gone.signal.aborted) return;
    console.error(error);
    // Cut, once it has begun: the page must not take half an answer for a whole one.
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end("There is no answer just now.");
  }
});

server.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") console.log(`http://127.0.0.1:${address?.port}`);
});
