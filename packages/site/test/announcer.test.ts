import { beforeEach, expect, test, vi } from "vitest";
import { Announcer } from "../src/playground/announcer.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

test("a stream is told in whole words every few seconds, nothing twice, and its end at once", () => {
  const said: string[] = [];
  const region = {
    set textContent(text: string) {
      said.push(text);
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
  expect(said).toEqual(["Sent.", "Once upon a", "time, there was Complete."]);
});
