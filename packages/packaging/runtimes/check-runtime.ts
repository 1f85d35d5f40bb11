import { isDeepStrictEqual } from "node:util";
import { refusedPort } from "@org/test-server/fault-server/refused-port.ts";
import { startApiServer, type ApiServer } from "./api-server.ts";
import { envKey, type Runtime } from "./runtimes.ts";
import type { CaseOutcome, ScenarioConfig } from "./scenario/config.ts";

/** Plays the scenario on a runtime, and adds what the server saw of its preflights. */
export async function checkRuntime(runtime: Runtime, folder: string): Promise<CaseOutcome[]> {
  await using api = await startApiServer();
  const refused = await refusedPort();
  try {
    const config: ScenarioConfig = {
      apiURL: api.url,
      refusedURL: `http://127.0.0.1:${refused.port}`,
      envKey: runtime.hasEnv ? envKey : null,
    };
    const printed = await runtime.play(folder, JSON.stringify(config));
    const outcomes = JSON.parse(printed) as CaseOutcome[];
    return runtime.hasCors ? [...outcomes, preflights(api)] : outcomes;
  } finally {
    await refused.release();
  }
}

/** Every further name would need the server's leave, which nobody but the SDK knows to be needed. */
function preflights({ preflights: seen }: ApiServer): CaseOutcome {
  const names = new Set(seen.flatMap((line) => line.split(",").map((name) => name.trim().toLowerCase())));
  const ok = isDeepStrictEqual([...names].toSorted(), ["authorization", "content-type"]);
  return { name: "preflight", ok, detail: [...names].join(", ") || "none was made" };
}
