import type { Bench } from "../row.ts";
import { blocks, stream } from "../fixtures.ts";
import type { Line } from "../measurement.ts";
import { sizes } from "../workload.mts";
import { median } from "../statistics.ts";
import { warm } from "../workers.ts";

const rounds = 15;
const events = 2_500;

/** CPU for an event of a body that is there already. */
export async function streamInProcess(): Promise<readonly Line[]> {
  const whole = stream(events);
  const lines: Line[] = [];
  for (const bytes of [sizes.blockBytes, 0]) {
    const pieces = blocks(whole.events, bytes);
    const task = { kind: "stream", count: 1, inFlight: 1, text: whole.text, blocks: pieces } as const;
    const samples = await warm(task, rounds, ({ cpu }) => cpu / task.count / events);
    const title = bytes ? "stream in blocks of 16 KiB, CPU per event" : "stream, one event a block, CPU per event";
    lines.push({ title, unit: "µs", isRatio: true, isCharted: bytes > 0, goal: bytes ? 1.15 : 1.05, samples });
  }
  return lines;
}

export async function streamOverLoopback({ server }: Bench): Promise<readonly Line[]> {
  const { text } = stream(sizes.loopbackEvents);
  const task = { kind: "stream", count: 3, inFlight: 1, url: `${server}/events`, text } as const;
  const samples = await warm(task, rounds, ({ cpu }) => cpu / task.count / sizes.loopbackEvents);
  return [
    {
      title: "stream over loopback, one event a write, CPU per event",
      unit: "µs",
      isRatio: true,
      isCharted: true,
      goal: 1.05,
      samples,
    },
  ];
}

export async function firstChunk({ server }: Bench): Promise<readonly Line[]> {
  const { text } = stream(sizes.shortEvents);
  const task = { kind: "first", count: 16, inFlight: 1, url: `${server}/first`, text } as const;
  const samples = await warm(task, rounds, ({ waits }) => median(waits) * 1_000);
  return [{ title: "time to the first chunk over loopback", unit: "µs", isRatio: true, goal: 1.15, samples }];
}
