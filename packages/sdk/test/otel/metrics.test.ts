import { DataPointType, type MetricData } from "@opentelemetry/sdk-metrics";
import { describe, expect, test } from "vitest";
import { noRetries, question } from "../support/observed-client.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { completion, done, errorResponse, event, lastChunk, sse } from "../support/responses.ts";
import { tracedClient } from "../support/telemetry.ts";

const request = { ...question, model: "acme/small" };
const usage = { prompt_tokens: 50, completion_tokens: 20, total_tokens: 70, cost: 0.25 };
const common = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openrouter",
  "gen_ai.request.model": "acme/small",
  "server.address": "api.test",
  "server.port": 443,
};
const answered = { ...common, "gen_ai.response.model": "acme/small-1" };

function find(metrics: readonly MetricData[], name: string): MetricData | undefined {
  return metrics.find(({ descriptor }) => descriptor.name === name);
}

describe("the metrics of calls", () => {
  test("count tokens by type and model, and have the buckets of the conventions", async () => {
    const { client, getMetrics } = tracedClient(() => Response.json(completion({ usage })));
    await client.chat.complete(request);
    await client.chat.complete(request);
    const tokens = find(await getMetrics(), "gen_ai.client.token.usage");
    expect(tokens?.descriptor).toMatchObject({
      unit: "{token}",
      advice: { explicitBucketBoundaries: expect.anything() },
    });
    const boundaries = Array.from({ length: 14 }, (_, exponent) => 4 ** exponent);
    expect(tokens?.dataPoints).toMatchObject([
      {
        attributes: { ...answered, "gen_ai.token.type": "input" },
        value: { count: 2, sum: 100, buckets: { boundaries } },
      },
      {
        attributes: { ...answered, "gen_ai.token.type": "output" },
        value: { count: 2, sum: 40, buckets: { boundaries } },
      },
    ]);
  });

  test("measure the duration in seconds", async () => {
    const { client, getMetrics } = tracedClient(() => Response.json(completion({ usage })));
    await client.chat.complete(request);
    const duration = find(await getMetrics(), "gen_ai.client.operation.duration");
    const boundaries = Array.from({ length: 14 }, (_, exponent) => 2 ** exponent / 100);
    expect(duration?.descriptor.unit).toBe("s");
    expect(duration?.dataPoints).toMatchObject([
      { attributes: answered, value: { count: 1, buckets: { boundaries } } },
    ]);
    expect(duration?.dataPoints[0]?.attributes).toEqual(answered);
  });

  test("add up the cost", async () => {
    const { client, getMetrics } = tracedClient(() => Response.json(completion({ usage })));
    await client.chat.complete(request);
    await client.chat.complete(request);
    expect(find(await getMetrics(), "openrouter.cost")).toMatchObject({
      descriptor: { unit: "{USD}" },
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints: [{ attributes: answered, value: 0.5 }],
    });
  });

  test("of a stream are recorded at its end", async () => {
    const { client, getMetrics } = tracedClient(() => sse(event(lastChunk({ usage })) + done));
    const stream = await client.chat.complete({ ...request, stream: true });
    expect(await getMetrics()).toEqual([]);
    await readAll(stream);
    const metrics = await getMetrics();
    expect(metrics.map(({ descriptor }) => descriptor.name).toSorted()).toEqual([
      "gen_ai.client.operation.duration",
      "gen_ai.client.token.usage",
      "openrouter.cost",
    ]);
    expect(find(metrics, "openrouter.cost")?.dataPoints).toMatchObject([{ attributes: answered, value: 0.25 }]);
  });

  test("have only the duration, with the type of the error, if a call fails", async () => {
    const { client, getMetrics } = tracedClient(() => errorResponse(503), { retryConfig: noRetries });
    await getRejection(client.chat.complete(request));
    const metrics = await getMetrics();
    expect(metrics).toHaveLength(1);
    expect(metrics[0]).toMatchObject({
      descriptor: { name: "gen_ai.client.operation.duration" },
      dataPoints: [{ attributes: { ...common, "error.type": "http_503" }, value: { count: 1 } }],
    });
  });

  test("omit what the response does not report", async () => {
    const { client, getMetrics } = tracedClient(() => Response.json(completion({ usage: undefined })));
    await client.chat.complete(request);
    expect((await getMetrics()).map(({ descriptor }) => descriptor.name)).toEqual(["gen_ai.client.operation.duration"]);
  });
});
