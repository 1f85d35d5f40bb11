/** Tables with more columns may be wider than a phone. */
const columnsThatFit = 2;

/** Wraps each table for its layout: tables of fields, wide tables, and tables of numbers, which scroll. */
export function frameTables(html: string): string {
  let count = 0;
  return html.replaceAll(/<table>[^]*?<\/table>/g, (raw) => {
    count++;
    // An empty <th> is an accessibility error.
    const table = breakNames(raw).replaceAll(/<th[^>]*><\/th>/g, "<td></td>");
    const headings = getColumns(raw);
    const isWide = headings.length > columnsThatFit;
    if (isFieldTable(raw)) return wrapTable("fields", labelCells(table, headings));
    if (!isWide) return wrapTable("", table);
    // Tables of numbers keep their columns. Other wide tables become blocks on a phone.
    if (!/<td[^>]*right/.test(table)) return wrapTable("wide", labelCells(table, headings));
    const label = `Table ${count}: ${headings.filter(Boolean).join(", ")}`;
    return wrapTable("numbers", table, ` role="region" tabindex="0" aria-label="${label}"`);
  });
}

/** Whether a table describes a field, a parameter or an option in each row. */
export function isFieldTable(table: string): boolean {
  const columns = getColumns(table);
  return columns.includes("Type") && columns.includes("Description");
}

function getColumns(table: string): string[] {
  return Array.from(table.matchAll(/<th[^>]*>([^]*?)<\/th>/g), ([, text = ""]) => {
    return text.replaceAll(/<[^>]*>|"/g, "").trim();
  });
}

function wrapTable(kind: string, table: string, attributes = ""): string {
  return `<div class="${`table ${kind}`.trim()}"${attributes}>${table}</div>`;
}

/** Adds the name of its column to each cell. On a phone, each row becomes a block of labeled cells. */
function labelCells(table: string, headings: readonly string[]): string {
  return table.replaceAll(/<tr>[^]*?<\/tr>/g, (row) => {
    let column = 0;
    return row.replaceAll(/<td([^>]*)>(\s*<\/td>)?/g, (_, attributes: string, empty = "") => {
      const name = headings[column++] ?? "";
      return `<td${attributes} data-column="${name}"${empty === "" ? "" : " data-empty"}>${empty}`;
    });
  });
}

/** Allows long names in cells to break after punctuation and inside camel case. Names of packages don't break. */
function breakNames(table: string): string {
  return table.replaceAll(/(<code[^>]*>)([^<@][^<]*)(?=<\/code>)/g, (_, tag: string, text: string) => {
    return tag + text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[a-z)\]][._/(,])(?=\w)/g, "<wbr>");
  });
}
