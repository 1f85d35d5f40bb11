// A server in a process of its own, to be killed: completions after a given time, streams of a chunk every 10 ms without end.
import { createServer } from "node:http";

const choice = { index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" };
const chunk = { id: "gen-1", choices: [{ index: 0, delta: { content: "Hi" }, finish_reason: null }] };

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    if (!body.includes('"stream":true')) {
      setTimeout(() => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ id: "gen-1", choices: [choice] }));
      }, Number(process.argv[3]));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const timer = setInterval(() => response.write(`data: ${JSON.stringify(chunk)}\n\n`), 10);
    response.on("close", () => clearInterval(timer));
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
