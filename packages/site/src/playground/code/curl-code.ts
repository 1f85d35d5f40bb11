import type { Call } from "../call.ts";

/** The server of the spec, for a call without a URL. */
const defaultURL = "https://openrouter.ai/api/v1";

/** Generates a command for a POSIX shell. */
export function generateCurlCode({ request, serverURL, hasKey, prefer }: Call): string {
  const [path = "", query] = (serverURL ?? defaultURL).split("?");
  const url = `${path.replace(/\/+$/, "")}/chat/completions${query === undefined ? "" : `?${query}`}`;
  const headers = [
    ...(hasKey ? ['-H "Authorization: Bearer $OPENROUTER_API_KEY"'] : []),
    '-H "Content-Type: application/json"',
    ...(request.stream ? ['-H "Accept: text/event-stream, application/json"'] : []),
    ...(prefer === undefined ? [] : [`-H ${quote(`Prefer: ${prefer}`)}`]),
  ];
  const lines = [`curl ${request.stream ? "-N " : ""}${quote(url)}`, ...headers];
  return `${lines.map((line) => `${line} \\\n  `).join("")}-d ${quote(JSON.stringify(request, null, 2))}\n`;
}

/** Quotes a text as one word of the shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
