/** More columns than these may be wider than a phone. */
const columnsThatFit = 2;

/** Frames each table: those of fields for a layout of their own, wide ones for scrolling, also by the keyboard. */
export function frameTables(html: string): string {
  let count = 0;
  return html.replaceAll(/<table>[^]*?<\/table>/g, (raw) => {
    count++;
    // A column without a name has no heading.
    const table = breakNames(raw).replaceAll(/<th[^>]*><\/th>/g, "<td></td>");
    const headings = Array.from(raw.matchAll(/<th[^>]*>([^]*?)<\/th>/g), ([, text = ""]) => text.trim());
    if (headings.includes("Type") && headings.includes("Description")) {
      return `<div class="table fields">${labelCells(table, headings)}</div>`;
    }
    if (headings.length <= columnsThatFit) return `<div class="table">${table}</div>`;
    const names = headings
      .filter(Boolean)
      .join(", ")
      .replaceAll(/<[^>]*>|"/g, "");
    const label = `Table ${count}: ${names}`;
    const kind = /<td[^>]*right/.test(table) ? "wide numbers" : "wide";
    return `<div class="table ${kind}" role="region" tabindex="0" aria-label="${label}">${table}</div>`;
  });
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

/** Says where a long name in a cell may break: behind punctuation, and between the words of a camel. */
function breakNames(table: string): string {
  return table.replaceAll(/(<code[^>]*>)([^<]*)(?=<\/code>)/g, (_, tag: string, text: string) => {
    return tag + text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[a-z)\]][._/(,])(?=\w)/g, "<wbr>");
  });
}
