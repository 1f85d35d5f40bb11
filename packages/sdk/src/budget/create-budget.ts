import { assertNumber } from "../config/assert-number.ts";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import { BudgetExceededError } from "../errors/budget-error.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { CallActivity } from "../observer/activity.ts";
import { createObserver } from "../observer/create-observer.ts";
import type { Observer } from "../observer/observer.ts";
import { isJSONObject, toRecord, toText } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { readCallUsage } from "./call-usage.ts";
import { Ledger } from "./ledger.ts";
import type { BudgetOptions, CallToEstimate, Estimate } from "./options.ts";
import type { Amount, BudgetTotals } from "./totals.ts";

/** An observer that counts the usage of its clients, and refuses calls when a limit is reached. */
export interface Budget extends Observer {
  /** Returns the totals so far. */
  totals(): BudgetTotals;
}

/** How far a sum may be below its limit, or above it with the next estimate: sums of decimals are rounded. */
const tolerance = 1e-9;

/**
 * Creates a budget: it counts the cost and the tokens of chat calls and embeddings, and refuses calls when a limit is
 * reached. They fail with a {@link BudgetExceededError} and are not sent. Calls in flight end normally and are counted.
 * Other operations are free: they are neither counted nor refused.
 *
 * @param options The limits. Without any, the budget only counts.
 * @returns The budget, for the option `observers` of any number of clients.
 * @throws {@link InvalidRequestError} when an option is invalid.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { createBudget } from "@org/sdk/budget.js";
 *
 * const budget = createBudget({ maxCost: 5 }); // US dollars
 * const openRouter = new OpenRouter({ observers: [budget] });
 * await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * console.log(budget.totals().cost, budget.totals().total_tokens);
 * ```
 * ```text
 * 0.0000275 26
 * ```
 */
export function createBudget(options: BudgetOptions = {}): Budget {
  if (!isJSONObject(options)) throw new InvalidRequestError("The options must be an object");
  const { maxCost, maxTokens, onUsage, estimate, ...unknown }: BudgetOptions = options;
  rejectUnknownOptions(unknown);
  assertFunction("onUsage", onUsage);
  assertFunction("estimate", estimate);
  const limits: Readonly<Amount> = {
    cost: assertNumber("maxCost", maxCost, Infinity, 0),
    tokens: assertNumber("maxTokens", maxTokens, Infinity, 0),
  };
  const ledger = new Ledger();

  const observer = createObserver((activity) => {
    if (activity.type !== "call" || activity.method !== "POST") return undefined;
    const expected = estimateCall(estimate, activity);
    assertWithin(limits, ledger, expected);
    ledger.begin(expected);
    let isSent = false;
    return {
      onEvent(event) {
        if (event.type === "attempt") isSent = true;
        if (event.type !== "end") return;
        if (!isSent) return ledger.drop(expected);
        const usage = readCallUsage(event);
        const model = toText(event.model) ?? toText(readRequest(activity).model) ?? "unknown";
        ledger.end(expected, model, usage);
        if (!onUsage) return;
        const { outcome, requestId } = event;
        const totals = ledger.getTotals();
        notify(() => onUsage({ model, outcome, requestId, usage, totals }));
      },
    };
  });
  return Object.assign(observer, { totals: () => ledger.getTotals() });
}

function assertFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function") throw new InvalidRequestError(`${name} must be a function`);
}

function estimateCall(estimate: BudgetOptions["estimate"], call: CallActivity): Amount {
  const expected: unknown = estimate?.({ path: call.path, request: readRequest(call) });
  if (expected === undefined) return { cost: 0, tokens: 0 };
  if (!isJSONObject(expected) || "then" in expected) {
    throw new InvalidRequestError("estimate must return an object with cost or tokens");
  }
  const { cost, tokens, ...unknown }: Estimate = expected;
  rejectUnknownOptions(unknown);
  return {
    cost: assertNumber("The estimated cost", cost, 0, 0),
    tokens: assertNumber("The estimated tokens", tokens, 0, 0),
  };
}

/** @throws {@link BudgetExceededError} when a limit is reached, or the estimate exceeds what is left. */
function assertWithin(limits: Readonly<Amount>, ledger: Ledger, expected: Amount): void {
  const used = ledger.getUsed();
  for (const kind of ["cost", "tokens"] as const) {
    const limit = limits[kind];
    const estimate = expected[kind];
    const isReached = used[kind] >= limit * (1 - tolerance);
    if (!isReached && used[kind] + estimate <= limit * (1 + tolerance)) continue;
    throw new BudgetExceededError(kind, { limit, totals: ledger.getTotals(), estimate });
  }
}

function readRequest({ body }: CallActivity): CallToEstimate["request"] {
  return toRecord(safeParseJSON(body ?? "")) ?? {};
}

/** Calls a function of the caller, whose errors must not fail the call. */
function notify(action: () => unknown): void {
  const run = async (): Promise<void> => {
    await action();
  };
  run().catch(() => {});
}
