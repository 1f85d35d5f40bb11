import { expectTypeOf, test } from "vitest";
import {
  BudgetExceededError,
  createBudget,
  type Budget,
  type BudgetOptions,
  type CallToEstimate,
  type UsageEvent,
} from "../../src/budget.ts";
import type { ChatCompleteError } from "../../src/models/errors.ts";
import type { Observer, SDKOptions } from "../../src/options.ts";

declare const error: ChatCompleteError;

test("a budget is an observer", () => {
  expectTypeOf(createBudget()).toEqualTypeOf<Budget>();
  expectTypeOf<Budget>().toExtend<Observer>();
  expectTypeOf<{ observers: [Budget] }>().toExtend<SDKOptions>();
});

test("the usage of a call may be unknown, that of the totals is a number", () => {
  expectTypeOf<UsageEvent["usage"]["cost"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<UsageEvent["totals"]["cost"]>().toEqualTypeOf<number>();
  expectTypeOf(createBudget().totals().byModel["acme/small"]?.calls).toEqualTypeOf<number | undefined>();
});

test("the request to estimate has the fields of chat calls and of embeddings", () => {
  expectTypeOf<CallToEstimate["request"]["model"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<CallToEstimate["request"]>().toHaveProperty("messages");
  expectTypeOf<CallToEstimate["request"]>().toHaveProperty("max_tokens");
  expectTypeOf<CallToEstimate["request"]>().toHaveProperty("input");
});

test("an estimate is not a promise", () => {
  expectTypeOf<() => Promise<{ cost: number }>>().not.toExtend<NonNullable<BudgetOptions["estimate"]>>();
});

test("name, code and isInstance narrow the error of a call to a BudgetExceededError", () => {
  expectTypeOf(error.name === "BudgetExceededError" ? error : null).toEqualTypeOf<BudgetExceededError | null>();
  expectTypeOf(error.code === "budget_exceeded" ? error : null).toEqualTypeOf<BudgetExceededError | null>();
  expectTypeOf(BudgetExceededError.isInstance(error) ? error : null).toEqualTypeOf<BudgetExceededError | null>();
  expectTypeOf<BudgetExceededError["kind"]>().toEqualTypeOf<"cost" | "tokens">();
});
