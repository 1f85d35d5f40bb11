import { readRelay } from "@org/sdk/relay.js";

const stream = await readRelay(fetch("/ask", { method: "POST", body: "Hello" }));
for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content);
