import { beforeEach, expect, test, vi } from "vitest";
import { Announcer } from "../src/playground/announcer.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

test("announces complete words every three seconds, without repetition, and the end immediately", () => {
  const announced: string[] = [];
  const region = {
    set textContent(text: string) {
      announced.push(text);
    },
  };
  const announcer = new Announcer(region);
  announcer.start("Sent.");
  announcer.update("Once up");
  vi.advanceTimersByTime(3000);
  announcer.update("Once upon a ti");
  vi.advanceTimersByTime(1000);
  announcer.update("Once upon a time, there");
  announcer.end("Once upon a time, there was", "Complete.");
  expect(announced).toEqual(["Sent.", "Once upon a", "time, there was Complete."]);
});
