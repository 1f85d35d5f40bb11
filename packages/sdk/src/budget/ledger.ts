import type { CallUsage } from "./call-usage.ts";
import type { Amount, BudgetTotals, UsageTotals } from "./totals.ts";

type Sums = { -readonly [Key in keyof UsageTotals]: UsageTotals[Key] };

/** Counts the calls of a budget. */
export class Ledger {
  readonly #all = createSums();
  readonly #byModel = new Map<string, Sums>();
  readonly #inFlight = new Set<Amount>();
  /** The estimates of ended calls whose cost or tokens are unknown. */
  readonly #unknown: Amount = { cost: 0, tokens: 0 };

  /** Counts the estimate of a call that begins, until it ends. */
  begin(estimate: Amount): void {
    this.#inFlight.add(estimate);
  }

  /** Removes a call that ended without being sent. */
  drop(estimate: Amount): void {
    this.#inFlight.delete(estimate);
  }

  /** Counts the usage of a call that ended instead of its estimate. */
  end(estimate: Amount, model: string, usage: CallUsage): void {
    this.#inFlight.delete(estimate);
    let ofModel = this.#byModel.get(model);
    if (!ofModel) this.#byModel.set(model, (ofModel = createSums()));
    add(this.#all, usage);
    add(ofModel, usage);
    if (usage.cost === undefined) this.#unknown.cost += estimate.cost;
    if (usage.total_tokens === undefined) this.#unknown.tokens += estimate.tokens;
  }

  /** Returns what counts toward the limits. */
  getUsed(): Amount {
    const { cost, tokens } = this.#sumEstimates();
    return { cost: this.#all.cost + cost, tokens: this.#all.total_tokens + tokens };
  }

  /** Returns a copy of the totals. */
  getTotals(): BudgetTotals {
    const byModel = [...this.#byModel].map(([model, sums]) => [model, { ...sums }] as const);
    return {
      ...this.#all,
      inFlight: this.#inFlight.size,
      estimated: this.#sumEstimates(),
      byModel: Object.fromEntries(byModel),
    };
  }

  /** Sums the estimates: a running sum would keep the rounding errors of those that were subtracted. */
  #sumEstimates(): Amount {
    const sum = { ...this.#unknown };
    for (const { cost, tokens } of this.#inFlight) {
      sum.cost += cost;
      sum.tokens += tokens;
    }
    return sum;
  }
}

function createSums(): Sums {
  return {
    calls: 0,
    callsWithUnknownCost: 0,
    callsWithUnknownTokens: 0,
    cost: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
    total_tokens: 0,
  };
}

function add(sums: Sums, usage: CallUsage): void {
  sums.calls += 1;
  if (usage.cost === undefined) sums.callsWithUnknownCost += 1;
  if (usage.total_tokens === undefined) sums.callsWithUnknownTokens += 1;
  for (const key of ["cost", "prompt_tokens", "completion_tokens", "total_tokens"] as const) {
    sums[key] += usage[key] ?? 0;
  }
}
