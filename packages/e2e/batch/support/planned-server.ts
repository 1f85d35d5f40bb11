import { completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/all-faults.ts";
import type { Handler } from "@org/test-server/fault-server/handler-registry.ts";
import { hashToFraction } from "@org/test-server/seeded-random.ts";
import { expected } from "../../wire/support/expected-outcomes.ts";

/** What the server does with the requests for a prompt. */
export interface Plan {
  readonly name: string;
  /** `completed`: a result at the first request. `retried`: after faults. `failed`: never. */
  readonly outcome: "completed" | "retried" | "failed";
  /** The text of the error, for a prompt that fails. */
  readonly error?: string;
  /** How many requests fail. */
  readonly failures: number;
  readonly handler: Handler;
}

type Fault = Omit<Plan, "failures">;

const seed = 1;

/** Faults that the fault server does not have: what the service asks for in headers, and an id for support. */
const headerFaults: readonly Fault[] = [
  {
    name: "429 with Retry-After",
    outcome: "retried",
    handler: (exchange) => exchange.sendJSON(429, errorBody(429, "Slow down"), { "retry-after": "1" }),
  },
  {
    name: "503 with Retry-After",
    outcome: "retried",
    handler: (exchange) => exchange.sendJSON(503, errorBody(503, "Come back"), { "retry-after": "2" }),
  },
  {
    name: "403 with an id",
    outcome: "failed",
    error: "ChatCompletionError 403",
    handler: (exchange) => exchange.sendJSON(403, errorBody(403, "Flagged"), { "cf-ray": "ray-403" }),
  },
];

/** All faults, and what a call without retries makes of them. */
const allFaults: readonly Fault[] = [
  ...headerFaults,
  ...(Object.keys(expected) as FaultName[]).map((name) => {
    const [end, attempts] = expected[name].completion;
    const handler = faults[name];
    if (end === "complete") return { name, outcome: "completed", handler } as const;
    return attempts === 2
      ? ({ name, outcome: "retried", handler } as const)
      : ({
          name,
          outcome: "failed",
          error: end.replace(/^(ResponseValidationError) \d+$/, "$1 2xx"),
          handler,
        } as const);
  }),
];
/** Each of its results has 10 MB. */
const rare = "completion-of-10-mb";
const frequent = allFaults.filter(({ name }) => name !== rare);
/** Without those that last as long as the time limit of a call. */
const quick = frequent.filter(
  ({ name }) => !expected[name as FaultName]?.completion[0].startsWith("RequestTimeoutError"),
);

const normal: Plan = {
  name: "normal",
  outcome: "completed",
  failures: 0,
  handler: (exchange: Exchange) => exchange.sendJSON(200, completion("Done")),
};

/**
 * Plans the responses to `count` prompts, so that more than a third of the requests fail: every second prompt has a
 * fault, each fault as often as the others. Calls without a response take long, so only the first prompts have them.
 */
export function createPlans(count: number): Plan[] {
  const rareFault = allFaults.filter(({ name }) => name === rare);
  const slowUntil = 6 * frequent.length;
  let next = 0;
  return Array.from({ length: count }, (_, index) => {
    if (index % 2 === 0) return normal;
    const choice = index === 1 ? rareFault : index < slowUntil ? frequent : quick;
    const fault = choice[next++ % choice.length];
    if (!fault) throw new Error("There must be a fault");
    const isRepeated = index >= slowUntil && hashToFraction(seed, index) < 0.2;
    const failures = { completed: 0, retried: isRepeated ? 2 : 1, failed: Infinity }[fault.outcome];
    return { ...fault, failures };
  });
}

/** Responds to a request as planned, when `served` responses were sent for the prompt before. */
export function respondAsPlanned(plan: Plan, served: number, exchange: Exchange): unknown {
  const isFault = plan.outcome === "completed" ? served === 0 : served < plan.failures;
  return isFault ? plan.handler(exchange) : normal.handler(exchange);
}
