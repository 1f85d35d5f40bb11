import type { Contestant } from "./client.mts";
import { request } from "./request.mts";

// cold-start.mjs NAME [URL TEXT]: imports a contestant, and prints the CPU time of the process in microseconds. With a
// URL, it first makes a call, which must return the text.
const [, , name = "", url, text] = process.argv;
const { contestant } = (await import(`./clients/${name}.mjs`)) as { contestant: Contestant };
if (url !== undefined) {
  const completed = await contestant({ url, fetch: globalThis.fetch }, request).complete();
  if (completed !== text) throw new Error(`${name} did not return the expected text`);
}
const { user, system } = process.cpuUsage();
console.log(user + system);
