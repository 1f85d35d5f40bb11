const word = {
  ts: /\b(?:import|from|const|await|for|of|new|if|else|null|true|false)\b/,
  sh: /\bcurl\b|(?<=\s)-\w\b/,
};
const kinds = {
  ts: [
    ["comment", /\/\/[^\n]*/],
    ["string", /"(?:[^"\\\n]|\\.)*"/],
    ["keyword", word.ts],
    ["number", /\b-?\d+(?:\.\d+)?(?:e-?\d+)?\b/],
  ],
  sh: [
    ["string", /'[^']*'|"[^"\n]*"/],
    ["keyword", word.sh],
  ],
} as const;

/** Splits code into text and colored spans. Together they are the unchanged code. */
export function highlight(code: string, language: keyof typeof kinds): (Node | string)[] {
  const rules = kinds[language];
  const any = new RegExp(rules.map(([name, { source }]) => `(?<${name}>${source})`).join("|"), "g");
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of code.matchAll(any)) {
    const [text] = match;
    const piece = document.createElement("span");
    piece.className = `code-${rules.find(([name]) => match.groups?.[name] !== undefined)?.[0] ?? "text"}`;
    piece.textContent = text;
    parts.push(code.slice(end, match.index), piece);
    end = match.index + text.length;
  }
  return [...parts, code.slice(end)];
}
