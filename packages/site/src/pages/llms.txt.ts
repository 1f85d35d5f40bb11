import { formatLLMSText } from "../../content/llms-text.ts";
import { sitePath } from "../site-path.ts";

/** Serves the list of the Markdown versions of all pages. */
export function GET(): Response {
  return new Response(formatLLMSText(sitePath("/")), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
