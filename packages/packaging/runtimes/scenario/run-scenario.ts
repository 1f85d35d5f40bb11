import { responseCases } from "./response-cases.ts";
import { closedConnectionsCase } from "./closed-connections-case.ts";
import type { CaseOutcome, ScenarioConfig } from "./config.ts";
import { failureCases } from "./failure-cases.ts";
import { functionCases } from "./function-cases.ts";

/** The time limit of a case in milliseconds. A call that never settles thus fails only its own case. */
const caseTimeoutMs = 15_000;

/** Runs every case, one after the other. The scenario uses only what all runtimes have. */
export async function runScenario(config: ScenarioConfig): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  const cases = { ...responseCases, ...failureCases, ...functionCases, "connections closed": closedConnectionsCase };
  for (const [name, runCase] of Object.entries(cases)) {
    outcomes.push(await waitForOutcome(name, runCase(config)));
  }
  return outcomes;
}

async function waitForOutcome(name: string, running: Promise<string>): Promise<CaseOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not settled after ${caseTimeoutMs} ms`)), caseTimeoutMs);
  });
  try {
    return { name, ok: true, detail: await Promise.race([running, timeout]) };
  } catch (error) {
    return { name, ok: false, detail: formatError(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Formats name, code and message of an error and its causes, as needed for the SDK's table of network errors. */
function formatError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const line = `${error.name}${code === undefined ? "" : ` [${String(code)}]`}: ${error.message}`;
  return error.cause === undefined ? line : `${line} <- ${formatError(error.cause)}`;
}
