import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { attributeProfile } from "./attribute-profile.ts";
import { clients, type ClientName } from "./clients.ts";
import { createCompletion, createStream } from "./fixtures.ts";
import { formatNumber } from "./format.ts";
import { install } from "./install.ts";
import { groups, type Group } from "./profile-groups.ts";
import { describeRun } from "./results.ts";
import { formatMarkdown, formatText, type Table } from "./tables.ts";
import type { Task } from "./task.mts";
import { startWorker } from "./workers.ts";
import { workload } from "./workload.mts";

const readme = new URL("README.md", import.meta.url);
const markers = /(?<=<!-- profile:start -->\n)[^]*(?=<!-- profile:end -->)/;
const count = 4_000;

/** Prints where the time of calls and streams goes, for each client on the command line. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { publish: { type: "boolean" } } });
  const names = (
    positionals.length > 0 ? positionals : ["fetch-cancelable", "ours-function", "ours-node"]
  ) as ClientName[];
  const unknown = names.find((name) => !Object.hasOwn(clients, name));
  if (unknown !== undefined) throw new Error(`Unknown client ${unknown}. Expected: ${Object.keys(clients).join(", ")}`);

  const folder = await install();
  const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)));
  try {
    const [port] = (await once(server, "message")) as [number];
    const tables: Table[] = [];
    for (const name of names) {
      const table = await profileClient(name, `http://127.0.0.1:${port}`);
      console.log(formatText(table));
      tables.push(table);
    }
    if (values.publish) {
      const { date, machine } = await describeRun(folder);
      const text = tables.map(({ heading, rows }) => `### ${heading}\n\n${formatMarkdown(rows)}\n`).join("\n");
      const page = await readFile(readme, "utf8");
      await writeFile(
        readme,
        page.replace(markers, () => `\nMeasured on ${date}, with ${machine}.\n\n${text}\n`),
      );
    }
  } finally {
    server.disconnect();
  }
}

async function profileClient(name: ClientName, server: string): Promise<Table> {
  const call = { kind: "complete", url: `${server}/completion`, text: createCompletion().text } as const;
  const stream = { kind: "stream", url: `${server}/short`, text: createStream(workload.shortEvents).text } as const;
  const columns: (readonly [title: string, times: ReadonlyMap<Group, number>])[] = [];
  for (const { kind, ...task } of [call, stream]) {
    for (const inFlight of [1, 256, 1_000]) {
      const title = `${kind === "complete" ? "call" : "stream"}, ${inFlight.toLocaleString("en-US")} in flight`;
      columns.push([title, await profileTask(name, { ...task, kind, count, inFlight })]);
    }
  }
  const rows = groups
    .filter((group) => columns.some(([, times]) => times.has(group)))
    .map((group) => [group as string].concat(columns.map(([, times]) => formatCell(times, times.get(group)))));
  const totals = columns.map(([, times]) => formatNumber(sum(times) / count));
  return {
    heading: clients[name],
    rows: [["µs per call", ...columns.map(([title]) => title)], ...rows, ["total", ...totals]],
  };
}

async function profileTask(name: ClientName, task: Task): Promise<ReadonlyMap<Group, number>> {
  const worker = await startWorker(name);
  try {
    await worker.run(task);
    const { profile } = await worker.run({ ...task, isProfiled: true });
    if (!profile) throw new Error("Expected a profile");
    return attributeProfile(profile);
  } finally {
    await worker.stop();
  }
}

function formatCell(times: ReadonlyMap<Group, number>, time = 0): string {
  if (time === 0) return "–";
  return `${formatNumber(time / count)} (${Math.round((time / sum(times)) * 100)} %)`;
}

function sum(times: ReadonlyMap<Group, number>): number {
  return [...times.values()].reduce((total, time) => total + time, 0);
}

await main();
