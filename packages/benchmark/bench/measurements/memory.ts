import type { Bench } from "../measure.ts";
import { createStream, toBlocks } from "../fixtures.ts";
import { toSamples, type Measurement } from "../measurement.ts";
import { workload } from "../workload.mts";
import { measureFresh } from "../workers.ts";

const KiB = 2 ** 10;
const MiB = 2 ** 20;
const table = "Memory";

/** Measures the memory growth during a long stream, and how much of a stream is read ahead of its consumer. */
export async function measureMemory({ server }: Bench): Promise<readonly Measurement[]> {
  const short = createStream(workload.shortEvents).text;
  const long = createStream(workload.longEvents).text;
  const first = { kind: "stream", count: 1, inFlight: 1, url: `${server}/short`, text: short } as const;
  const growth = await measureFresh({ ...first, url: `${server}/long`, text: long }, 1, first);
  const stall = {
    kind: "stall",
    count: 1,
    inFlight: 1,
    text: "",
    blocks: toBlocks(createStream(5_000).events, 0),
  } as const;
  const ahead = await measureFresh(stall, 1);
  return [
    {
      table,
      title: "growth over a stream of 60 MB, at most",
      unit: "MiB",
      goals: { "ours-function": 30, "ours-class": 30 },
      samples: toSamples(growth, ({ peak, before }) => (peak - before) / MiB),
    },
    {
      table,
      title: "read ahead of a stalled reader",
      unit: "blocks",
      goals: { "ours-function": 1, "ours-class": 1 },
      samples: toSamples(ahead, ({ pulled }) => pulled - 1),
    },
  ];
}

/** Measures the memory of a stream that stays open. */
export async function measureOpenStreams({ server }: Bench): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const count of [100, 1_000]) {
    const first = { kind: "stall", count: 1, inFlight: 1, url: `${server}/held`, text: "" } as const;
    const results = await measureFresh({ ...first, count, inFlight: count }, 3, first);
    measurements.push({
      table: "Memory of an open stream",
      title: `of ${count.toLocaleString("en-US")}`,
      unit: "KiB",
      comparison: { kind: "difference", to: "fetch-cancelable" },
      ...(count === 1_000 ? { goals: { "ours-function": 15, "ours-class": 15 } } : {}),
      samples: toSamples(results, ({ before, after }) => (after - before) / KiB / count),
    });
  }
  return measurements;
}
