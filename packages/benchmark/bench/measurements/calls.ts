import type { Bench } from "../measure.ts";
import { representatives } from "../clients.ts";
import { createCompletion } from "../fixtures.ts";
import { multiples, toSamples, type Measurement } from "../measurement.ts";
import { getCallCount, measureWarm } from "../workers.ts";

const rounds = 15;
/** Fewer, since a round of many calls takes longer. */
const largeRounds = 9;
const goals = { "ours-function": 1.1, "ours-node": 0.5 };

/** Measures the CPU time of a call whose response comes from the process itself. */
export async function measureCallInProcess(): Promise<readonly Measurement[]> {
  const { body, text } = createCompletion();
  const task = { kind: "complete", count: 500, inFlight: 1, text, blocks: [Buffer.from(body)] } as const;
  return [
    {
      table: "Calls, CPU time of each",
      title: "in process",
      unit: "µs",
      comparison: multiples,
      goals: { "ours-function": 2.2, "ours-class": 2.2 },
      samples: toSamples(await measureWarm(task, rounds), ({ cpu }) => cpu / task.count),
    },
  ];
}

/** Measures the CPU time of a call over loopback, and the time that passes per call, with calls in flight. */
export async function measureCallOverLoopback({ server }: Bench): Promise<readonly Measurement[]> {
  const cpuTimes: Measurement[] = [];
  const elapsedTimes: Measurement[] = [];
  const { text } = createCompletion();
  for (const inFlight of [1, 16, 256, 1_000]) {
    const count = getCallCount(inFlight);
    const task = { kind: "complete", count, inFlight, url: `${server}/completion`, text } as const;
    const isLarge = inFlight > 100;
    const results = await (isLarge ? measureWarm(task, largeRounds, representatives) : measureWarm(task, rounds));
    const shared = {
      title: `${inFlight.toLocaleString("en-US")} in flight`,
      unit: "µs",
      comparison: multiples,
      goals: isLarge ? goals : { ...goals, "ours-class": 1.1 },
    } as const;
    cpuTimes.push({
      ...shared,
      table: "Calls, CPU time of each",
      ...(inFlight === 1 ? { isCharted: true, summary: "call" } : {}),
      samples: toSamples(results, ({ cpu }) => cpu / count),
    });
    elapsedTimes.push({
      ...shared,
      table: "Calls, elapsed time divided by their number",
      samples: toSamples(results, ({ elapsed }) => elapsed / count),
    });
  }
  return [...cpuTimes, ...elapsedTimes];
}
