// What an app has of its own, whoever makes the call: the zero of the count of instantiations.
interface Chunk {
  choices: { delta: { content?: string | null } }[];
}
declare function call(request: { messages: { role: "user"; content: string }[] }): Promise<AsyncIterable<Chunk>>;

const stream = await call({ messages: [{ role: "user", content: "Hello" }] });
for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content);
