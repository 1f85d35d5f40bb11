import { firstSentence } from "../lib/text.ts";

/** One difference between their document and ours. */
export interface Finding {
  /** `missing` is only in theirs, `extra` only in ours. */
  readonly kind: "missing" | "different" | "extra";
  /** The path on the wire: `request.provider.sort`, `response.choices[].message`. */
  readonly path: string;
  readonly text: string;
  /** The description in the document that has it. */
  readonly description: string;
}

export function createFinding(kind: Finding["kind"], path: string, text: string, description = ""): Finding {
  return { kind, path, text, description };
}

/** Formats the findings of one operation for a terminal. */
export function formatFindings(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${title}: no differences.`;
  const select = (kind: Finding["kind"]): Finding[] => findings.filter((one) => one.kind === kind);
  const sections = [
    formatSection("Missing here", select("missing")),
    formatSection("Different", select("different")),
    formatSection("Only here", select("extra")),
  ];
  return [`${title}:`, ...sections.filter(Boolean)].join("\n\n");
}

function formatSection(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ path, text, description }) => {
    const about = firstSentence(description);
    return `  ${[path, text].filter(Boolean).join(": ")}${about === "" ? "" : `\n      ${about}`}`;
  });
  return `${title} (${findings.length})\n${lines.join("\n")}`;
}
