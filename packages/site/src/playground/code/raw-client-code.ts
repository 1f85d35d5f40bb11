import type { Call } from "../call.ts";
import { formatLiteral } from "./literal.ts";

/** Generates the call with `@org/client`: one request without retries, a stream as bytes. */
export function generateRawClientCode({ request, serverURL, hasKey, prefer }: Call): string {
  const key = hasKey ? 'process.env["OPENROUTER_API_KEY"] ?? null' : "null";
  const server = serverURL === undefined ? "" : `, serverURL: ${JSON.stringify(serverURL)}`;
  const headers = {
    ...(request.stream ? { Accept: "text/event-stream, application/json" } : {}),
    ...(prefer === undefined ? {} : { Prefer: prefer }),
  };
  const more = [
    ...(Object.keys(headers).length === 0 ? [] : [`  headers: ${formatLiteral(headers, 2, 11)},\n`]),
    ...(request.stream ? ['  parseAs: "stream",\n'] : []),
  ];
  return `import { createClient } from "@org/client";

const client = createClient({ apiKey: ${key}${server} });

const { data, error, response } = await client.POST("/chat/completions", {
  body: ${formatLiteral(request, 2, 8)},
${more.join("")}});
${request.stream ? streamOutput : output}
`;
}

const output = `if (response.ok) console.log(data?.choices[0]?.message.content);
else console.error(response.status, error);`;

const streamOutput = `if (response.ok && data) {
  // Server-sent events, unparsed.
  for await (const text of data.pipeThrough(new TextDecoderStream())) process.stdout.write(text);
} else {
  console.error(response.status, error);
}`;
