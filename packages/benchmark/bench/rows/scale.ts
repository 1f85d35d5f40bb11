import type { Bench } from "../row.ts";
import { some } from "../contestants.ts";
import { answer, stream } from "../fixtures.ts";
import type { Line } from "../measurement.ts";
import { sizes } from "../workload.mts";
import { fresh, warm } from "../workers.ts";

const rounds = 3;

/** Whether a call costs the same when there are many. */
export async function scale({ server }: Bench): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const inFlight of [1, 100, 1_000]) {
    const count = Math.max(100, inFlight);
    const call = { kind: "complete", count, inFlight, url: `${server}/completion`, text: answer().text } as const;
    const { text } = stream(sizes.shortEvents);
    const streamed = { kind: "stream", count, inFlight, url: `${server}/short`, text } as const;
    const title = `${inFlight} in flight, CPU each`;
    const calls = await warm(call, rounds, ({ cpu }) => cpu / count, some);
    lines.push({ title: `calls, ${title}`, unit: "µs", isRatio: true, samples: calls });
    const streams = await warm(streamed, rounds, ({ cpu }) => cpu / count, some);
    lines.push({
      title: `streams of ${sizes.shortEvents} events, ${title}`,
      unit: "µs",
      isRatio: true,
      samples: streams,
    });
  }
  for (const count of [100, 1_000]) {
    const one = { kind: "stall", count: 1, inFlight: 1, url: `${server}/held`, text: "" } as const;
    const samples = await fresh(
      [one, { ...one, count, inFlight: count }],
      1,
      ({ before, after }) => (after - before) / 1_024 / count,
    );
    lines.push({ title: `memory of an open stream, ${count} of them`, unit: "KiB", isRatio: false, samples });
  }
  return lines;
}
