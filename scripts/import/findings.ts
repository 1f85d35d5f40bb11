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
