import type { Bench } from "../measure.ts";
import { representatives } from "../clients.ts";
import { createStream, toBlocks } from "../fixtures.ts";
import { multiples, toSamples, type Measurement } from "../measurement.ts";
import { workload } from "../workload.mts";
import { median } from "../statistics.ts";
import { getCallCount, measureWarm } from "../workers.ts";

const rounds = 15;
/** Fewer, since a round of many streams takes longer. */
const shortRounds = 9;
const eventCount = 2_500;
const table = "Streams, CPU time per event";

/** Measures the CPU time per event of a stream whose body comes from the process itself. */
export async function measureStreamInProcess(): Promise<readonly Measurement[]> {
  const { events, text } = createStream(eventCount);
  const measurements: Measurement[] = [];
  for (const bytes of [workload.blockBytes, 0]) {
    const blocks = toBlocks(events, bytes);
    const task = { kind: "stream", count: 1, inFlight: 1, text, blocks } as const;
    const goal = bytes ? 1.15 : 1.05;
    measurements.push({
      table,
      title: bytes ? "in process, blocks of 16 KiB" : "in process, one event a block",
      unit: "µs",
      comparison: multiples,
      isCharted: bytes > 0,
      goals: { "ours-function": goal, "ours-class": goal },
      samples: toSamples(await measureWarm(task, rounds), ({ cpu }) => cpu / task.count / eventCount),
    });
  }
  return measurements;
}

/** Measures the CPU time per event of a stream over loopback. */
export async function measureStreamOverLoopback({ server }: Bench): Promise<readonly Measurement[]> {
  const { text } = createStream(workload.loopbackEvents);
  const task = { kind: "stream", count: 3, inFlight: 1, url: `${server}/events`, text } as const;
  const results = await measureWarm(task, rounds);
  return [
    {
      table,
      title: "over loopback, one event a write",
      summary: "stream, per event",
      unit: "µs",
      comparison: multiples,
      isCharted: true,
      goals: { "ours-function": 1.05, "ours-class": 1.05 },
      samples: toSamples(results, ({ cpu }) => cpu / task.count / workload.loopbackEvents),
    },
  ];
}

/** Measures the CPU time of a short stream over loopback, and the time that passes per stream, with streams in flight. */
export async function measureShortStreams({ server }: Bench): Promise<readonly Measurement[]> {
  const cpuTimes: Measurement[] = [];
  const elapsedTimes: Measurement[] = [];
  const { text } = createStream(workload.shortEvents);
  for (const inFlight of [1, 256, 1_000]) {
    const count = getCallCount(inFlight);
    const task = { kind: "stream", count, inFlight, url: `${server}/short`, text } as const;
    const results = await measureWarm(task, shortRounds, representatives);
    const shared = {
      title: `${inFlight.toLocaleString("en-US")} in flight`,
      unit: "µs",
      comparison: multiples,
      ...(inFlight === 1_000 ? { goals: { "ours-function": 1.15, "ours-node": 0.5 } } : {}),
    } as const;
    cpuTimes.push({
      ...shared,
      table: `Streams of ${workload.shortEvents} events, CPU time of each`,
      samples: toSamples(results, ({ cpu }) => cpu / count),
    });
    elapsedTimes.push({
      ...shared,
      table: `Streams of ${workload.shortEvents} events, elapsed time divided by their number`,
      samples: toSamples(results, ({ elapsed }) => elapsed / count),
    });
  }
  return [...cpuTimes, ...elapsedTimes];
}

/** Measures the time from a call over loopback to its first chunk. */
export async function measureFirstChunk({ server }: Bench): Promise<readonly Measurement[]> {
  const { text } = createStream(workload.shortEvents);
  const task = { kind: "first", count: 16, inFlight: 1, url: `${server}/first`, text } as const;
  return [
    {
      table: "First chunk",
      title: "time until it arrives, over loopback",
      summary: "first chunk",
      unit: "µs",
      comparison: multiples,
      goals: { "ours-function": 1.15, "ours-class": 1.15, "ours-node": 0.5 },
      samples: toSamples(await measureWarm(task, rounds), ({ firstTextMs }) => median(firstTextMs) * 1_000),
    },
  ];
}
