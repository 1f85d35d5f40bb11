import { type Case, assertEqual } from "./support.ts";

/** The responses that never end. The other cases request them, and must have closed their connections. */
const unfinished = [
  "endless-aborted",
  "endless-idle",
  "endless-break",
  "endless-relayed",
  "silent-aborted",
  "silent-canceled",
  "silent-timeout",
];

/** Asks the server which connections are closed, while the runtime still runs: its exit would close all of them. */
export const closedConnectionsCase: Case = async ({ apiURL }) => {
  const response = await fetch(`${apiURL}/closed?count=${unfinished.length}`);
  const closed = (await response.json()) as string[];
  assertEqual(unfinished.filter((name) => !closed.includes(name)).join(), "");
  return unfinished.join(", ");
};
