/** A fenced block of a Markdown text. */
export interface Fence {
  readonly language: string;
  /** What stands behind the language: ```` ```ts no-run: why ````. */
  readonly info: string;
  readonly text: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
}

/** The fenced blocks of a text, in order, without their indentation. */
export function fencesIn(markdown: string): Fence[] {
  const found: Fence[] = [];
  let open: { mark: string; indent: number; language: string; info: string; line: number } | undefined;
  let code: string[] = [];
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const [, indent = "", mark = "", language = "", info = ""] = /^(\s*)(`{3,}|~{3,})\s*(\w*)\s*(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (mark !== "") open = { mark, indent: indent.length, language, info: info.trim(), line: index + 2 };
      code = [];
    } else if (mark.startsWith(open.mark) && language === "") {
      found.push({ language: open.language, info: open.info, text: code.join("\n"), line: open.line });
      open = undefined;
    } else {
      code.push(line.slice(Math.min(open.indent, /^\s*/.exec(line)?.[0].length ?? 0)));
    }
  }
  return found;
}

/** The text with its fenced blocks blanked out, the lines staying where they are. */
export function withoutFences(markdown: string): string {
  const lines = markdown.split(/\r?\n/);
  for (const { text, line } of fencesIn(markdown)) {
    for (let index = line - 2; index < line + text.split("\n").length; index++) lines[index] = "";
  }
  return lines.join("\n");
}

/** The doc comments of a TypeScript source as Markdown, each line where it was. */
export function docCommentsOf(source: string, isGenerated: boolean): string {
  let inComment = false;
  let inExample = false;
  const lines = source.split(/\r?\n/).map((line, index, all) => {
    const starts = /^\s*\/\*\*/.test(line);
    inComment ||= starts;
    if (!inComment) return "";
    const ends = line.includes("*/");
    if (ends) inComment = false;
    const text = line.replace(/^\s*(\/\*\*|\*(?!\/))? ?/, "").replace(/\s*\*\/.*$/, "");
    // An editor takes what stands under @example for code, fenced or not. Generated comments show bare values there.
    if (text === "@example" && !isGenerated && !/^\s*\* ```/.test(all[index + 1] ?? "")) {
      inExample = true;
      return "```ts";
    }
    if (inExample && (ends || text.startsWith("@"))) {
      inExample = false;
      return "```";
    }
    return text;
  });
  return lines.join("\n");
}
