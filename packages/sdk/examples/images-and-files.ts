// Questions about an image and a PDF: node images-and-files.ts photo.png contract.pdf
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionCreateParams, ChatCompletionMessageParam } from "@org/sdk/models";

const openRouter = new OpenRouter();
const [picture = "photo.png", document = "contract.pdf"] = process.argv.slice(2);

const messages: ChatCompletionMessageParam[] = [
  {
    role: "user",
    content: [
      { type: "text", text: "What does the picture show, and what does the document say about it?" },
      // An https URL works too: the provider fetches it, and the request stays small.
      { type: "image_url", image_url: { url: await dataURL(picture), detail: "low" } },
      { type: "file", file: { filename: basename(document), file_data: await dataURL(document) } },
    ],
  },
];
const request: Pick<ChatCompletionCreateParams, "model" | "plugins"> = {
  model: "google/gemini-2.5-flash",
  plugins: [{ id: "file-parser", pdf: { engine: "cloudflare-ai" } }],
};

const first = await openRouter.chat.complete({ ...request, messages });
const answer = first.choices[0]?.message;
console.log(answer?.content);

// The annotations of the message hold the parsed document. Send them back, and it is not parsed and billed again.
if (answer) messages.push(answer, { role: "user", content: "In five words, please." });
const second = await openRouter.chat.complete({ ...request, messages });
console.log(second.choices[0]?.message.content);

async function dataURL(path: string): Promise<string> {
  const types: Record<string, string> = { ".png": "image/png", ".jpg": "image/jpeg", ".pdf": "application/pdf" };
  const type = types[extname(path).toLowerCase()] ?? "application/octet-stream";
  return `data:${type};base64,${await readFile(path, "base64")}`;
}
