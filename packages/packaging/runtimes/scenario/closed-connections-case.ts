import { type Case, mustEqual } from "./support.ts";

/** The answers that have no end, and must have been hung up on: left, aborted, timed out. Other cases ask for them. */
const endless = [
  "endless-aborted",
  "endless-idle",
  "endless-left",
  "endless-relayed",
  "silent-aborted",
  "silent-left",
  "silent-timed",
];

/** Asked of the server while the runtime still runs: at its end, everything is closed. */
export const closedCase: Case = async ({ apiURL }) => {
  const response = await fetch(`${apiURL}/closed?count=${endless.length}`);
  const closed = (await response.json()) as string[];
  mustEqual(endless.filter((name) => !closed.includes(name)).join(), "");
  return endless.join(", ");
};
