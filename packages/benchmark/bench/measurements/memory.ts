import type { Bench } from "../measure.ts";
import { createStream, toBlocks } from "../fixtures.ts";
import type { Measurement } from "../measurement.ts";
import { workload } from "../workload.mts";
import { measureFresh } from "../workers.ts";

const MiB = 2 ** 20;

/** Measures the memory growth during a long stream, and how much of a stream is read ahead of its consumer. */
export async function measureMemory({ server }: Bench): Promise<readonly Measurement[]> {
  const short = createStream(workload.shortEvents).text;
  const long = createStream(workload.longEvents).text;
  const first = { kind: "stream", count: 1, inFlight: 1, url: `${server}/short`, text: short } as const;
  const growth = await measureFresh(
    [first, { ...first, url: `${server}/long`, text: long }],
    1,
    ({ peak, before }) => (peak - before) / MiB,
  );
  const stall = {
    kind: "stall",
    count: 1,
    inFlight: 1,
    text: "",
    blocks: toBlocks(createStream(5_000).events, 0),
  } as const;
  const ahead = await measureFresh([stall], 1, ({ pulled }) => pulled - 1);
  return [
    { title: "memory growth over a stream of 60 MB, at most", unit: "MiB", isRatio: false, goal: 30, samples: growth },
    { title: "read ahead of a stalled reader", unit: "blocks", isRatio: false, goal: 1, samples: ahead },
  ];
}
