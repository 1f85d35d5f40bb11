import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export interface Case<Given> {
  readonly name: string;
  readonly given: Given;
  readonly want: string;
}

/**
 * Reads a table of cases. A case is a line `### name`, the input as YAML, a line `=>`, and the complete expected text.
 *
 * @param file path below `test`
 * @param mark the mark before the names, if the expected texts contain such headings
 */
export function readTable<Given>(file: string, mark = "###"): Case<Given>[] {
  const text = readFileSync(join(import.meta.dirname, "..", file), "utf8").replaceAll("\r\n", "\n");
  return text
    .split(new RegExp(`^${mark} `, "m"))
    .slice(1)
    .map((section) => {
      const [, name = "", given = "", want = ""] = /^(.*)\n([^]*?)^=>\n([^]*)$/m.exec(section) ?? [];
      if (name === "") throw new Error(`${file}: expected "=>" in the case ${section.slice(0, 40)}`);
      return { name, given: parse(given) as Given, want: want.trim() };
    });
}
