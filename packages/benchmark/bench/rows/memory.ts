import type { Bench } from "../row.ts";
import { blocks, stream } from "../fixtures.ts";
import type { Line } from "../measurement.ts";
import { sizes } from "../workload.mts";
import { fresh } from "../workers.ts";

const MiB = 2 ** 20;

/** How much memory a process takes at most while a long stream passes, and what is read that nobody asks for. */
export async function memory({ server }: Bench): Promise<readonly Line[]> {
  const short = stream(sizes.shortEvents).text;
  const long = stream(sizes.longEvents).text;
  const first = { kind: "stream", count: 1, inFlight: 1, url: `${server}/short`, text: short } as const;
  const growth = await fresh(
    [first, { ...first, url: `${server}/long`, text: long }],
    1,
    ({ peak, before }) => (peak - before) / MiB,
  );
  const stall = { kind: "stall", count: 1, inFlight: 1, text: "", blocks: blocks(stream(5_000).events, 0) } as const;
  const ahead = await fresh([stall], 1, ({ pulled }) => pulled - 1);
  return [
    { title: "memory growth over a stream of 60 MB, at most", unit: "MiB", isRatio: false, goal: 30, samples: growth },
    { title: "read ahead of a stalled reader", unit: "blocks", isRatio: false, goal: 1, samples: ahead },
  ];
}
