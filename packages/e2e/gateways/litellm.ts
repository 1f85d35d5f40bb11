import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chatParse } from "@org/sdk/funcs/chatParse.js";
import { chatTools, StepLimitError } from "@org/sdk/funcs/chatTools.js";
import { ChatCompletionError } from "@org/sdk/models/errors";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { findFreePort } from "@org/test-server/listen.ts";
import * as z from "zod";
import { runCommand, startChildServer } from "./child-process.ts";
import { NotInstalledError, type StartGateway } from "./gateway.ts";
import { sharedCases } from "./shared-cases.ts";
import { type Cases, createClient, createRequest, getError, type Target } from "./target.ts";
import { weather } from "./tools.ts";

const venv = fileURLToPath(new URL(".venv", import.meta.url));
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const bin = join(venv, "bin");
const masterKey = "sk-master-key-of-the-gateway";

/** Models that LiteLLM simulates: https://docs.litellm.ai/docs/completion/mock_requests. */
const mockModels = {
  hello: { mock_response: "Hello from the gateway" },
  json: { mock_response: '{"name":"Oslo","inhabitants":720000}' },
  tools: {
    mock_response: "",
    mock_tool_calls: [
      { id: "call_1", type: "function", function: { name: "get_weather", arguments: '{"city":"Oslo"}' } },
    ],
  },
  "rate-limit": { mock_response: "litellm.RateLimitError" },
  "context-window": { mock_response: "litellm.ContextWindowExceededError" },
  "internal-error": { mock_response: "litellm.InternalServerError" },
};

// By default, LiteLLM fetches prices, presets, news and tokenizers, and may report its usage.
const offline = {
  LITELLM_LOCAL_MODEL_COST_MAP: "True",
  LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS: "True",
  LITELLM_LOCAL_AUTOROUTER_PRESETS: "True",
  LITELLM_LOCAL_BLOG_POSTS: "True",
  LITELLM_LOCAL_POLICY_TEMPLATES: "True",
  LITELLM_TELEMETRY_DISABLED: "True",
  HF_HUB_OFFLINE: "1",
  DO_NOT_TRACK: "1",
};

/** Starts the proxy of LiteLLM in front of the upstream server, and with mock models. */
export const startLiteLLM: StartGateway = async (upstream, folder) => {
  const version = await installLiteLLM();
  const port = await findFreePort();
  const config = join(folder, "litellm.json");
  await writeFile(config, JSON.stringify(createConfig(`${upstream.url}/v1`)));
  const child = await startChildServer(
    join(bin, "litellm"),
    ["--host", "127.0.0.1", "--port", String(port), "--config", config],
    { env: { ...process.env, ...offline }, readyURL: `http://127.0.0.1:${port}/health/liveliness` },
  );
  const client = { serverURL: `http://127.0.0.1:${port}/v1`, apiKey: masterKey };
  const shared = { client, upstream, cancelsCompletions: false, requestIdHeader: "x-litellm-call-id" };
  return {
    version,
    suites: [
      { name: "LiteLLM", target: { ...shared, model: "upstream" }, cases: { ...sharedCases, ...gatewayCases } },
      { name: "LiteLLM, mock models", target: { ...shared, model: "hello" }, cases: mockCases },
    ],
    get log() {
      return child.output;
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
};

function createConfig(upstreamURL: string): unknown {
  const models = { ...mockModels, upstream: { api_base: upstreamURL } };
  return {
    model_list: Object.entries(models).map(([name, params]) => ({
      model_name: name,
      litellm_params: { model: `openai/${name}`, api_key: "key-of-the-upstream-server", max_retries: 0, ...params },
    })),
    // The retries under test are the SDK's.
    router_settings: { num_retries: 0, disable_cooldowns: true },
    litellm_settings: { num_retries: 0, request_timeout: 60 },
    general_settings: { master_key: masterKey },
  };
}

/** Installs the pinned version into a virtual environment, unless it is installed. Returns the version. */
async function installLiteLLM(): Promise<string> {
  const pinned = await readFile(requirements, "utf8");
  const stamp = join(venv, "installed.txt");
  try {
    if ((await readFile(stamp, "utf8").catch(() => "")) !== pinned) {
      await runCommand("python3", ["-m", "venv", "--clear", venv]);
      await runCommand(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
      await writeFile(stamp, pinned);
    }
  } catch (cause) {
    const reason = String((cause as { stderr?: string }).stderr || cause)
      .trim()
      .split("\n")
      .at(-1);
    throw new NotInstalledError(`needs Python ≥ 3.10 with venv, and PyPI (${reason})`, { cause });
  }
  return /==(\S+)/.exec(pinned)?.[1] ?? "";
}

const gatewayCases: Cases = {
  // LiteLLM adds a finish_reason and [DONE], so no client can detect the truncation.
  "stream ends without finish_reason": async (target) => {
    target.upstream.on(faults["stream-truncated"]);
    const request = { ...createRequest(target), stream: true as const };
    let finishReason: string | null | undefined;
    for await (const chunk of await createClient(target).chat.complete(request)) {
      finishReason = chunk.choices[0]?.finish_reason ?? finishReason;
    }
    assert.equal(finishReason, "stop");
    return "hidden by the gateway, which adds finish_reason stop";
  },
};

const mockCases: Cases = {
  completion: async (target) => {
    const { choices, usage } = await createClient(target).chat.complete(createRequest(target));
    assert.equal(choices[0]?.message.content, mockModels.hello.mock_response);
    assert.equal(usage?.total_tokens, 30);
    return "usage 30 tokens";
  },

  stream: async (target) => {
    const request = { ...createRequest(target), stream: true as const, stream_options: { include_usage: true } };
    let text = "";
    let usage: number | undefined;
    for await (const chunk of await createClient(target).chat.complete(request)) {
      text += chunk.choices[0]?.delta.content ?? "";
      usage = chunk.usage?.total_tokens ?? usage;
    }
    assert.equal(text, mockModels.hello.mock_response);
    assert(usage);
    return `complete, usage ${usage} tokens`;
  },

  "tools, called in each step": async (target) => {
    const request = { ...createRequest({ model: "tools" }), tools: [weather] };
    const result = await chatTools(createClient(target), request, { maxSteps: 2 });
    assert(!result.ok && StepLimitError.isInstance(result.error), "Expected a StepLimitError");
    assert.equal(result.steps[0]?.results[0]?.message.content, "7 °C in Oslo");
    assert.equal(result.usage.total_tokens, 60);
    assert.equal(result.usage.cost, undefined, "The cost must be undefined");
    return "2 steps, usage 60 tokens";
  },

  parse: async (target) => {
    const schema = z.object({ name: z.string(), inhabitants: z.int() });
    const result = await chatParse(createClient(target), createRequest({ model: "json" }), schema);
    if (!result.ok) throw result.error;
    assert.equal(result.value.parsed.inhabitants, 720_000);
    return "validated";
  },

  "rate limit": (target) => checkModelError(target, "rate-limit", { statusCode: 429, isRetryable: true }),
  "internal error": (target) => checkModelError(target, "internal-error", { statusCode: 500, isRetryable: true }),
  "context window": (target) => checkModelError(target, "context-window", { statusCode: 400, isRetryable: false }),
  "unknown model": (target) => checkModelError(target, "no-such-model", { statusCode: 400, isRetryable: false }),
  // Without a database, LiteLLM accepts one key only, and responds with 400 to any other.
  "wrong key": async ({ client, ...target }) => {
    const key = "sk-wrong-0123456789abcdef";
    return checkModelError({ ...target, client: { ...client, apiKey: key } }, "hello", {
      statusCode: 400,
      isRetryable: false,
    });
  },
};

async function getModelError(target: Target, model: string): Promise<ChatCompletionError> {
  const client = createClient(target);
  return getError(() => client.chat.complete(createRequest({ model })), ChatCompletionError);
}

/** Checks that a completion and a stream fail with this error. Returns its message. */
async function checkModelError(
  target: Target,
  model: string,
  wanted: { statusCode: number; isRetryable: boolean },
): Promise<string> {
  const error = await getModelError(target, model);
  const client = createClient(target);
  const open = () => client.chat.complete({ ...createRequest({ model }), stream: true });
  const errorOfStream = await getError(open, ChatCompletionError);
  for (const { statusCode, isRetryable, attempts } of [error, errorOfStream]) {
    assert.deepEqual({ statusCode, isRetryable }, wanted);
    assert.equal(attempts, isRetryable ? 2 : 1);
  }
  assert.equal(errorOfStream.message, error.message);
  return error.message;
}
