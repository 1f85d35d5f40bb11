/** More columns than these may be wider than a phone. */
const columnsThatFit = 2;

/** Frames each table for its layout: fields, wide ones, and those of numbers, which scroll, also by the keyboard. */
export function frameTables(html: string): string {
  let count = 0;
  return html.replaceAll(/<table>[^]*?<\/table>/g, (raw) => {
    count++;
    // A column without a name has no heading.
    const table = breakNames(raw).replaceAll(/<th[^>]*><\/th>/g, "<td></td>");
    const headings = Array.from(raw.matchAll(/<th[^>]*>([^]*?)<\/th>/g), ([, text = ""]) => {
      return text.replaceAll(/<[^>]*>|"/g, "").trim();
    });
    const isWide = headings.length > columnsThatFit;
    if (headings.includes("Type") && headings.includes("Description"))
      return frame("fields", labelCells(table, headings));
    if (!isWide) return frame("", table);
    // Numbers are compared, and stay in columns. What else is wide becomes blocks on a phone.
    if (!/<td[^>]*right/.test(table)) return frame("wide", labelCells(table, headings));
    const label = `Table ${count}: ${headings.filter(Boolean).join(", ")}`;
    return frame("numbers", table, ` role="region" tabindex="0" aria-label="${label}"`);
  });
}

function frame(kind: string, table: string, attributes = ""): string {
  return `<div class="${`table ${kind}`.trim()}"${attributes}>${table}</div>`;
}

/** On a phone a row of fields becomes a block, whose cells carry their column's name. */
function labelCells(table: string, headings: readonly string[]): string {
  return table.replaceAll(/<tr>[^]*?<\/tr>/g, (row) => {
    let column = 0;
    return row.replaceAll(/<td([^>]*)>(\s*<\/td>)?/g, (_, attributes: string, empty = "") => {
      const name = headings[column++] ?? "";
      return `<td${attributes} data-column="${name}"${empty === "" ? "" : " data-empty"}>${empty}`;
    });
  });
}

/** Says where a long name in a cell may break: behind punctuation, and between the words of a camel. A package's stays. */
function breakNames(table: string): string {
  return table.replaceAll(/(<code[^>]*>)([^<@][^<]*)(?=<\/code>)/g, (_, tag: string, text: string) => {
    return tag + text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[a-z)\]][._/(,])(?=\w)/g, "<wbr>");
  });
}
