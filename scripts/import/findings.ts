import { firstSentence } from "../lib/text.ts";

/** One thing in which their document and ours are not the same. */
export interface Finding {
  readonly kind: "lacks" | "contradicts" | "beyond";
  /** Where on the wire: `request.provider.sort`, `answer.choices[].message`. */
  readonly path: string;
  readonly text: string;
  /** What the document that has it says about it. */
  readonly description: string;
}

export function finding(kind: Finding["kind"], path: string, text: string, description = ""): Finding {
  return { kind, path, text, description };
}

/** For a terminal. */
export function reportFindings(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${title}: nothing is different.\n`;
  const of = (kind: Finding["kind"]): Finding[] => findings.filter((one) => one.kind === kind);
  const sections = [
    section("Ours lacks", of("lacks")),
    section("Ours contradicts", of("contradicts")),
    section("Ours has beyond it", of("beyond")),
  ];
  const end = "Nothing was written. What is right, the wire decides: spec/README.md says how the document comes about.";
  return `${[`${title}:`, ...sections.filter(Boolean), end].join("\n\n")}\n`;
}

function section(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ path, text, description }) => {
    const about = firstSentence(description);
    return `  ${[path, text].filter(Boolean).join(": ")}${about === "" ? "" : `\n      ${about}`}`;
  });
  return `${title} (${findings.length})\n${lines.join("\n")}`;
}
