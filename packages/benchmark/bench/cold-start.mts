import type { Contestant } from "./contestant.mts";
import { request } from "./request.mts";

// A program that has just begun: imports a contestant, calls once if it is told where, and prints the microseconds of
// CPU since the process began.
const [, , name = "", url, text] = process.argv;
const { contestant } = (await import(`./contestants/${name}.mjs`)) as { contestant: Contestant };
if (url !== undefined) {
  const said = await contestant({ url, fetch: globalThis.fetch }, request).complete();
  if (said !== text) throw new Error(`${name} does not deliver`);
}
const { user, system } = process.cpuUsage();
console.log(user + system);
