import type { Bench } from "../row.ts";
import { answer } from "../fixtures.ts";
import type { Line } from "../measurement.ts";
import { warm } from "../workers.ts";

const rounds = 9;

export async function callInProcess(): Promise<readonly Line[]> {
  const { body, text } = answer();
  const task = { kind: "complete", count: 500, inFlight: 1, text, blocks: [Buffer.from(body)] } as const;
  const samples = await warm(task, rounds, ({ cpu }) => cpu / task.count);
  return [{ title: "one call in process, CPU", unit: "µs", isRatio: true, goal: 2, samples }];
}

export async function callOverLoopback({ server }: Bench): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const inFlight of [1, 16, 256]) {
    const { text } = answer();
    const count = Math.max(96, inFlight);
    const task = { kind: "complete", count, inFlight, url: `${server}/completion`, text } as const;
    const samples = await warm(task, rounds, ({ cpu }) => cpu / count);
    lines.push({
      title: `one call over loopback, ${inFlight} in flight, CPU`,
      unit: "µs",
      isRatio: true,
      isCharted: inFlight === 1,
      goal: 1.1,
      samples,
    });
  }
  return lines;
}
