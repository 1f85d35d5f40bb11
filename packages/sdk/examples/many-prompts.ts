// Many prompts with limited concurrency and a progress bar. A failed one does not stop the others.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";

const words = ["heron", "tram", "soup", "river", "bean", "parrot", "proxy", "limerick"];
const concurrency = 3;

const core = new OpenRouterCore();
let done = 0;

const answers = await mapWithConcurrency(words, concurrency, async (word) => {
  // Returns a Result rather than throwing, so that the next prompt runs in any case.
  const result = await chatComplete(core, {
    model: "openai/gpt-5-mini",
    messages: [{ role: "user", content: `Translate into German, one word: ${word}` }],
  });
  showProgress(++done / words.length);
  return result.ok ? (result.value.choices[0]?.message.content ?? "") : `failed: ${result.error.message}`;
});
for (const [index, word] of words.entries()) console.log(`${word}: ${answers[index]}`);

/** Like `Promise.all(items.map(work))`, but runs at most `limit` at a time. */
async function mapWithConcurrency<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries(); // shared: each worker takes the next item
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

function showProgress(share: number): void {
  const width = 30;
  const full = Math.round(share * width);
  process.stderr.write(`\r${"█".repeat(full)}${"░".repeat(width - full)} ${Math.round(share * 100)} %`);
  if (share === 1) process.stderr.write("\n");
}
