// Finds the text that is closest in meaning to a question.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();
const question = "Where do small birds sleep?";
const texts = ["Herons nest in colonies.", "Line 38 runs every six minutes.", "Wrens spend cold nights in one nest."];

const { data, usage } = await openRouter.embeddings.create({
  model: "openai/text-embedding-3-small",
  input: [question, ...texts],
});
// With `encoding_format: "base64"`, they would be strings.
const [asked = [], ...vectors] = data.map(({ embedding }) => (typeof embedding === "string" ? [] : embedding));

// This model's vectors have the length 1, so that the dot product is the cosine of their angle.
const dot = (vector: number[]): number => vector.reduce((sum, value, index) => sum + value * (asked[index] ?? 0), 0);
const ranked = vectors.map((vector, index) => ({ text: texts[index], score: dot(vector) }));
for (const { text, score } of ranked.toSorted((one, other) => other.score - one.score)) {
  console.log(score.toFixed(2), text);
}
console.log(`${usage?.total_tokens} tokens, $${usage?.cost}`);
