import { onTestFinished } from "vitest";
import { createTempDir } from "../../lib/temp-dir.ts";

/** Creates a folder that is deleted when the test has finished, and returns its path. */
export async function createTestDir(): Promise<string> {
  const { path, [Symbol.asyncDispose]: dispose } = await createTempDir();
  onTestFinished(dispose);
  return path;
}
