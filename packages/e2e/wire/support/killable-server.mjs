/*
 * A server for a process that a test kills. It sends endless streams, one chunk every 10 ms, and completions, or none in
 * the mode "stalls". It prints its port, then a line for each request of a completion.
 */
import { createServer } from "node:http";

const [, , port, mode] = process.argv;
const choice = { index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" };
const chunk = { id: "gen-1", choices: [{ index: 0, delta: { content: "Hi" }, finish_reason: null }] };

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    if (!body.includes('"stream":true')) {
      process.stdout.write("completion\n");
      if (mode === "stalls") return;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: "gen-1", choices: [choice] }));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const timer = setInterval(() => response.write(`data: ${JSON.stringify(chunk)}\n\n`), 10);
    response.on("close", () => clearInterval(timer));
  });
});
server.listen(Number(port), "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
