// The same app without the SDK: the baseline for the count of type instantiations.
interface Chunk {
  choices: { delta: { content?: string | null } }[];
}
declare function call(request: { messages: { role: "user"; content: string }[] }): Promise<AsyncIterable<Chunk>>;

const stream = await call({ messages: [{ role: "user", content: "Hello" }] });
for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content);
