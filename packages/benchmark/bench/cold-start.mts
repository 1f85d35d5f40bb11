import type { CallerFactory } from "./client.mts";
import { request } from "./request.mts";

// cold-start.mjs NAME [URL TEXT]: imports a client, and prints the CPU time of the process in microseconds. With a
// URL, it first makes a call, which must return the text.
const [, , name = "", url, text] = process.argv;
const { createCaller } = (await import(`./clients/${name}.mjs`)) as { createCaller: CallerFactory };
if (url !== undefined) {
  const completed = await createCaller({ url, fetch: globalThis.fetch }, request).complete();
  if (completed !== text) throw new Error(`${name} did not return the expected text`);
}
const { user, system } = process.cpuUsage();
console.log(user + system);
