/** More columns than these may be wider than a phone. */
const columnsThatFit = 3;

/** Frames each table: those of fields for a layout of their own, wide ones for scrolling, also by the keyboard. */
export function frameTables(html: string): string {
  return html.replaceAll(/<table>[^]*?<\/table>/g, (table) => {
    const headings = Array.from(table.matchAll(/<th[^>]*>([^]*?)<\/th>/g), ([, text = ""]) => text.trim());
    if (headings.includes("Type") && headings.includes("Description")) {
      return `<div class="table fields">${labelCells(table, headings)}</div>`;
    }
    if (headings.length <= columnsThatFit) return `<div class="table">${table}</div>`;
    return `<div class="table wide" role="region" tabindex="0" aria-label="Table">${table}</div>`;
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
