import { createValidator } from "@org/e2e/spec/create-validator.ts";
import {
  completion,
  sendJSON,
  startScriptedServer,
  type Respond,
  type ScriptedServer,
} from "@org/test-server/scripted-server.ts";
import { describe, expect, test } from "vitest";
import { runFile, type RunResult } from "./programs.ts";
import { getExamplePath } from "./snippets.ts";

describe("an example, against responses that the mock server does not have", () => {
  test("tools.ts calls the function, and sends its result to the model", async () => {
    const call = { id: "call_1", type: "function", function: { name: "tram_delay", arguments: '{"line":"38"}' } };
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.25 };
    const { result, requests } = await runScripted("tools", (response, _request, index) =>
      sendJSON(
        response,
        completion(index === 0 ? { content: null, tool_calls: [call] } : { content: "4 minutes late." }, { usage }),
      ),
    );
    expect(result.stderr).toBe("");
    expect(result.stdout).toMatch(/^> tram_delay\(\{"line":"38"\}\)\n4 minutes late\.\n2 steps, 14 tokens, \$0\.5\n$/);
    expect(requests[1]?.body.messages.slice(1)).toEqual([
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: '{"line":"38","minutes":4}' },
    ]);
  });

  test("opentelemetry.ts prints the trace of a run with two tools as a tree", async () => {
    const calls = ["tram_delay", "next_tram"].map((name) => {
      return { id: `call_${name}`, type: "function", function: { name, arguments: '{"line":"38"}' } };
    });
    const { result } = await runScripted("opentelemetry", (response, _request, index) => {
      const usage = { prompt_tokens: 5, completion_tokens: index + 2, total_tokens: index + 7, cost: 0.25 };
      const message = index === 0 ? { content: null, tool_calls: calls } : { content: "At 15:08." };
      sendJSON(response, completion(message, { usage }));
    });
    const tree = [
      "At 15:08.",
      "invoke_agent (5 tokens, $0.5)",
      "  chat openai/gpt-5-mini (2 tokens, $0.25)",
      "  execute_tool tram_delay",
      "  execute_tool next_tram",
      "  chat openai/gpt-5-mini (3 tokens, $0.25)",
      "",
    ];
    expect(result).toEqual({ code: 0, stdout: tree.join("\n"), stderr: "" });
  });

  test("structured-output.ts prints the parsed output, and reports output that is not JSON", async () => {
    const { result } = await runScripted("structured-output", (response) =>
      sendJSON(response, completion({ content: '{"stars":4,"reason":"Cold, but good."}' })),
    );
    expect(result).toEqual({ code: 0, stdout: "★★★★ Cold, but good.\n", stderr: "" });
    const { result: invalid } = await runScripted("structured-output", (response) =>
      sendJSON(response, completion({ content: "Four stars." })),
    );
    expect(invalid.stdout).toMatch(/^The output is not JSON: .*\nOutput: Four stars\.\n$/);
  });

  test("fallbacks.ts prints the model that responded, and the attempts that failed", async () => {
    const attempts = [{ model: "meta-llama/llama-3.3-70b-instruct", provider: "DeepInfra", status: 503 }];
    const { result, requests } = await runScripted("fallbacks", (response) =>
      sendJSON(response, completion({ content: "A limerick." }, { openrouter_metadata: { attempts } })),
    );
    expect(result.stdout).toBe(
      "A limerick.\nanswered by openai/gpt-5-mini-2025-08-07 at OpenAI\n" +
        "tried meta-llama/llama-3.3-70b-instruct at DeepInfra: 503\n",
    );
    expect(requests[0]?.headers).toMatchObject({ "x-openrouter-metadata": "enabled" });
  });

  test("errors-and-retries.ts logs a retry, and prints an error that is not retried", async () => {
    const responses: Respond[] = [
      (response) => sendJSON(response, { error: { code: 503, message: "Busy" } }, 503, { "retry-after-ms": "1" }),
      (response) => sendJSON(response, completion({ content: "100 °C." }), 200, { "x-generation-id": "gen-2" }),
      (response) => sendJSON(response, { error: { code: 400, message: "Too long" } }, 400, { "cf-ray": "ray-3" }),
    ];
    const { result } = await runScripted("errors-and-retries", (response, request, index) =>
      responses[index]?.(response, request, index),
    );
    expect(result.code).toBe(0);
    expect(result.stdout.split("\n")).toEqual([
      expect.stringMatching(
        /^\[openrouter\] \d+ ms: attempt 1 failed, retrying in \d+ ms: 503 Service Unavailable: Busy$/,
      ),
      "100 °C. (attempt 2, gen-2)",
      expect.stringContaining("attempt 1 failed, not retried: 400 Bad Request: Too long"),
      "Change the request. 400 Bad Request: Too long (ray-3, after 1 attempts)",
      "",
    ]);
  });

  test("abort-and-deadlines.ts prints the text that arrived before the deadline", async () => {
    const { result } = await runScripted(
      "abort-and-deadlines",
      (response) => {
        const delta = { role: "assistant", content: "Herons are birds." };
        const chunk = { ...completion({}), object: "chat.completion.chunk", choices: [{ index: 0, delta }] };
        response.writeHead(200, { "content-type": "text/event-stream" }).write(`data: ${JSON.stringify(chunk)}\n\n`);
      },
      // The first chunk takes 0.1 s. It must arrive before the deadline, in milliseconds.
      ["3000"],
    );
    expect(result).toEqual({
      code: 0,
      stdout: "Herons are birds. …\nStopped after 3000 ms.\n",
      stderr: "",
    });
  });

  test("custom-fetch.ts logs the request, adds a header and removes the key", async () => {
    const { result, requests } = await runScripted("custom-fetch", (response) =>
      sendJSON(response, completion({ content: "Hello yourself." })),
    );
    expect(result.stdout).toMatch(/^POST \/chat\/completions\n200 in \d+ ms\nHello yourself\.\n$/);
    expect(requests[0]?.headers).toMatchObject({ "x-team": "garden" });
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("semantic-search.ts ranks the texts with one request", async () => {
    const vectors = [
      [0.6, 0.8],
      [0.8, 0.6],
      [1, 0],
      [0.6, 0.8],
    ];
    const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
    const usage = { prompt_tokens: 31, total_tokens: 31, cost: 0.000001 };
    const { result, requests } = await runScripted(
      "semantic-search",
      (response) => sendJSON(response, { object: "list", model: "openai/text-embedding-3-small", data, usage }),
      [],
      "EmbeddingsCreateParams",
    );
    expect(result).toEqual({
      code: 0,
      stdout:
        "1.00 Wrens spend cold nights in one nest.\n0.96 Herons nest in colonies.\n" +
        "0.60 Line 38 runs every six minutes.\n31 tokens, $0.000001\n",
      stderr: "",
    });
    expect(requests).toHaveLength(1);
  });

  test("many-prompts.ts sends three requests in parallel, and reports the prompt that failed", async () => {
    let inFlight = 0;
    let maxInFlight = 0;
    let onThird: (() => void) | undefined;
    const third = new Promise<void>((resolve) => {
      onThird = resolve;
    });
    const { result, requests } = await runScripted("many-prompts", async (response, { body }, index) => {
      maxInFlight = Math.max(maxInFlight, ++inFlight);
      // The first three wait for each other, so that they are in flight together.
      if (index === 2) onThird?.();
      await third;
      inFlight--;
      const word = JSON.stringify(body.messages).match(/\w+(?="\}\]$)/)?.[0] ?? "";
      if (word === "parrot") sendJSON(response, { error: { code: 400, message: "No parrots" } }, 400);
      else sendJSON(response, completion({ content: word.toUpperCase() }));
    });
    expect(result.stdout).toContain("heron: HERON\ntram: TRAM\n");
    expect(result.stdout).toContain("parrot: failed: 400 Bad Request: No parrots\nproxy: PROXY\n");
    expect(result.stderr).toContain("100 %\n");
    expect({ requests: requests.length, maxInFlight }).toEqual({ requests: 8, maxInFlight: 3 });
  });
});

/** Runs an example against a scripted server. Its requests must be valid according to the spec. */
async function runScripted(
  name: string,
  respond: Respond,
  args: readonly string[] = [],
  component = "ChatCompletionCreateParams",
): Promise<{ result: RunResult; requests: ScriptedServer["requests"] }> {
  await using server = await startScriptedServer(respond);
  const result = await runFile(getExamplePath(name), { url: server.url, args });
  const validate = createValidator(component);
  for (const { body } of server.requests) expect(validate(body)).toEqual([]);
  return { result, requests: server.requests };
}
