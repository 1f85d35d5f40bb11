import type { ChatCompletionChunk, CompletionUsage } from "@org/types/schemas";
import { expectTypeOf, test } from "vitest";
import { createObserver, type Activity, type ActivityEvent, type Observer } from "../../src/observer.ts";
import type { SDKOptions } from "../../src/options.ts";

test("observers are made by createObserver: neither functions nor plain objects are observers", () => {
  expectTypeOf(createObserver(() => undefined)).toEqualTypeOf<Observer>();
  expectTypeOf<{ observers: [Observer] }>().toExtend<SDKOptions>();
  expectTypeOf<{ observers: [() => undefined] }>().not.toExtend<SDKOptions>();
  expectTypeOf<{ observers: [{}] }>().not.toExtend<SDKOptions>();
});

test("activities and events are narrowed by their type", () => {
  expectTypeOf<Extract<Activity, { type: "call" }>["body"]>().toEqualTypeOf<string | null>();
  expectTypeOf<Extract<ActivityEvent, { type: "chunk" }>["chunk"]>().toEqualTypeOf<ChatCompletionChunk>();
  expectTypeOf<Extract<ActivityEvent, { type: "end" }>["usage"]>().toEqualTypeOf<
    Partial<CompletionUsage> | undefined
  >();
});
