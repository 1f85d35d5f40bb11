import { startChild } from "../child.ts";
import { createStream } from "../fixtures.ts";
import type { Bench } from "../measure.ts";
import { measureInTurns, toSamples, type Measurement } from "../measurement.ts";
import { relays, type RelayName } from "../relays.ts";
import { quantile } from "../statistics.ts";
import { memoryFlags } from "../workers.ts";
import { workload } from "../workload.mts";

const names = Object.keys(relays) as RelayName[];
const browsers = 500;

/** The usage of a relay: CPU time in microseconds since it started, and memory in bytes. */
interface Usage {
  readonly cpu: number;
  readonly memory: number;
}

interface RelayResult {
  readonly before: Usage;
  /** While all streams are open. */
  readonly open: Usage;
  readonly after: Usage;
  readonly firstChunkMs: readonly number[];
}

/** Measures relays with many browsers, which open their streams at the same time. */
export async function measureRelays({ server }: Bench): Promise<readonly Measurement[]> {
  const upstream = `${server}/paced`;
  const results = await measureInTurns(names, 5, (name) => runRelay(name, upstream, browsers));
  // A young generation of fixed size, as for the memory of clients, and only one stream before.
  const fresh = await measureInTurns(names, 3, (name) => runRelay(name, upstream, 1, memoryFlags));
  const columns = [
    { title: "CPU time", unit: "µs", samples: toSamples(results, getCPU) },
    { title: "memory", unit: "KiB", samples: toSamples(fresh, getMemory) },
    { title: "first chunk, p50", unit: "ms", samples: toSamples(results, (result) => getFirstChunk(result, 0.5)) },
    { title: "first chunk, p99", unit: "ms", samples: toSamples(results, (result) => getFirstChunk(result, 0.99)) },
  ] as const;
  return (["node", "express"] as const).flatMap((framework) =>
    columns.map(({ title, unit, samples }): Measurement => {
      const [byHand, ours] = [`${framework}-by-hand`, `${framework}-relay`] as const;
      return {
        table: `A relay with ${browsers} streams in ${framework === "node" ? "node:http" : "Express"}, for each stream`,
        title,
        unit,
        comparison: { kind: "ratio", to: byHand },
        goals: { [ours]: 1.2 },
        samples: { [byHand]: samples[byHand] ?? [], [ours]: samples[ours] ?? [] },
      };
    }),
  );
}

function getCPU({ before, after }: RelayResult): number {
  return (after.cpu - before.cpu) / browsers;
}

function getMemory({ before, open }: RelayResult): number {
  return (open.memory - before.memory) / 1_024 / browsers;
}

function getFirstChunk({ firstChunkMs }: RelayResult, share: number): number {
  return quantile(firstChunkMs, share);
}

/** Starts a relay, opens streams to warm it up, and then all of them at the same time. */
async function runRelay(
  name: RelayName,
  upstream: string,
  warmUp: number,
  execArgv: readonly string[] = [],
): Promise<RelayResult> {
  const relay = startChild("relay-server", [name, upstream], execArgv);
  const load = startChild("relay-load", []);
  const getUsage = async (): Promise<Usage> => {
    relay.send({});
    return (await relay.receive()) as Usage;
  };
  try {
    const url = `http://127.0.0.1:${Number(await relay.receive())}/chat`;
    const { text } = createStream(workload.pacedEvents);
    await load.receive();
    load.send({ url, count: warmUp, text });
    await load.receive();
    await load.receive();
    const before = await getUsage();
    load.send({ url, count: browsers, text });
    await load.receive();
    const open = await getUsage();
    const firstChunkMs = (await load.receive()) as number[];
    return { before, open, after: await getUsage(), firstChunkMs };
  } finally {
    await Promise.all([relay.stop(), load.stop()]);
  }
}
