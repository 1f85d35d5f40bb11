import { readFileSync } from "node:fs";

/** Reads a list of exceptions next to the tests: one per line with its reason, `entry  # reason`. */
export function readAllowList(file: string): ReadonlySet<string> {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8").split("\n");
  const entries = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return new Set(
    entries.map((line) => {
      const [entry = "", reason = ""] = line.split("  # ");
      if (reason.trim() === "") throw new Error(`${file}: Expected "entry  # reason", got ${JSON.stringify(line)}`);
      return entry.trim();
    }),
  );
}
