import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { flushPromises } from "./promises.ts";

/** Collects garbage three times, with a turn of the event loop before each. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round++) {
    await flushPromises();
    collect();
  }
}
