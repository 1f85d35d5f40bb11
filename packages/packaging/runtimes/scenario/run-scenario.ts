import { answerCases } from "./response-cases.ts";
import { closedCase } from "./closed-connections-case.ts";
import type { CaseOutcome, ScenarioConfig } from "./config.ts";
import { failureCases } from "./failure-cases.ts";
import { functionCases } from "./function-cases.ts";

/** Longer than any case takes, so that a call that never settles becomes an outcome with a name. */
const caseLimitMs = 15_000;

/** Plays every case, one after the other. No runtime's own module is used here, only what all of them have. */
export async function runScenario(config: ScenarioConfig): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  const cases = { ...answerCases, ...failureCases, ...functionCases, "connections closed": closedCase };
  for (const [name, play] of Object.entries(cases)) {
    outcomes.push(await outcomeOf(name, play(config)));
  }
  return outcomes;
}

async function outcomeOf(name: string, played: Promise<string>): Promise<CaseOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not settled after ${caseLimitMs} ms`)), caseLimitMs);
  });
  try {
    return { name, ok: true, detail: await Promise.race([played, limit]) };
  } catch (error) {
    return { name, ok: false, detail: describe(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Names, codes and messages down the chain of causes: what a table of network errors is made from. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const own = `${error.name}${code === undefined ? "" : ` [${String(code)}]`}: ${error.message}`;
  return error.cause === undefined ? own : `${own} <- ${describe(error.cause)}`;
}
