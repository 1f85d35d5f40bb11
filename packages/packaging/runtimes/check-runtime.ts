import { isDeepStrictEqual } from "node:util";
import { reserveRefusedPort } from "@org/test-server/fault-server/refused-port.ts";
import { startAPIServer, type APIServer } from "./api-server.ts";
import { envKey, type Runtime } from "./runtimes.ts";
import type { CaseOutcome, ScenarioConfig } from "./scenario/config.ts";

/** Runs the scenario on a runtime, and checks the preflights that the server received. */
export async function checkRuntime(runtime: Runtime, folder: string): Promise<CaseOutcome[]> {
  await using api = await startAPIServer();
  const refused = await reserveRefusedPort();
  try {
    const config: ScenarioConfig = {
      apiURL: api.url,
      refusedURL: `http://127.0.0.1:${refused.port}`,
      envKey: runtime.hasEnv ? envKey : null,
    };
    const output = await runtime.run(folder, JSON.stringify(config));
    const outcomes = JSON.parse(output) as CaseOutcome[];
    return runtime.hasCors ? [...outcomes, checkPreflights(api)] : outcomes;
  } finally {
    await refused.release();
  }
}

/** Checks that preflights ask for no headers that a server would have to allow just for the SDK. */
function checkPreflights({ preflights }: APIServer): CaseOutcome {
  const names = new Set(preflights.flatMap((line) => line.split(",").map((name) => name.trim().toLowerCase())));
  const ok = isDeepStrictEqual([...names].toSorted(), ["authorization", "content-type"]);
  return { name: "preflight", ok, detail: [...names].join(", ") || "no preflight was sent" };
}
