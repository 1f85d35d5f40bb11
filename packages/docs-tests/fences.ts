/** A fenced block of a Markdown file. */
export interface Fence {
  readonly language: string;
  /** The text after the language, such as `no-run: why`. */
  readonly info: string;
  readonly text: string;
  /** The line number of the first line of code, from 1. */
  readonly line: number;
}

/** Returns the fenced blocks of a Markdown file, in order, without their indentation. */
export function parseFences(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { mark: string; indent: number; language: string; info: string; line: number } | undefined;
  let code: string[] = [];
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const [, indent = "", mark = "", language = "", info = ""] = /^(\s*)(`{3,}|~{3,})\s*(\w*)\s*(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (mark !== "") open = { mark, indent: indent.length, language, info: info.trim(), line: index + 2 };
      code = [];
    } else if (mark.startsWith(open.mark) && language === "") {
      fences.push({ language: open.language, info: open.info, text: code.join("\n"), line: open.line });
      open = undefined;
    } else {
      code.push(line.slice(Math.min(open.indent, /^\s*/.exec(line)?.[0].length ?? 0)));
    }
  }
  return fences;
}

/** Replaces the lines of fenced blocks with empty lines. */
export function blankFences(markdown: string): string {
  const lines = markdown.split(/\r?\n/);
  for (const { text, line } of parseFences(markdown)) {
    for (let index = line - 2; index < line + text.split("\n").length; index++) lines[index] = "";
  }
  return lines.join("\n");
}

/** Returns the doc comments of a TypeScript source as Markdown. Each line keeps its line number. */
export function extractDocComments(source: string, isGenerated: boolean): string {
  let inComment = false;
  let inExample = false;
  const lines = source.split(/\r?\n/).map((line, index, all) => {
    const starts = /^\s*\/\*\*/.test(line);
    inComment ||= starts;
    if (!inComment) return "";
    const ends = line.includes("*/");
    if (ends) inComment = false;
    const text = line.replace(/^\s*(\/\*\*|\*(?!\/))? ?/, "").replace(/\s*\*\/.*$/, "");
    // Editors show the text below @example as code, even without a fence. In generated comments, it is a value.
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
