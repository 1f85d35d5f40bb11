/** At most this many lines per file: enough to see what it is about. */
const limit = 60;
const context = 2;
/** How far ahead a common line is looked for. */
const horizon = 500;

/** A run of lines that differ: `[start, end)` in the old and in the new text. */
interface Edit {
  readonly old: readonly [start: number, end: number];
  readonly new: readonly [start: number, end: number];
}

/** The difference in the form of `diff -u`, cut off where it gets long. */
export function unifiedDiff(path: string, old: string, text: string): string {
  const [before, after] = [lines(old), lines(text)];
  const body = hunks(findEdits(before, after)).flatMap((edits) => formatHunk(edits, before, after));
  const more = body.length > limit ? [`… ${body.length - limit} more lines`] : [];
  return [`--- ${path}`, `+++ ${path}`, ...body.slice(0, limit), ...more].join("\n");
}

/** Goes through both texts; where they part, on to the nearest place where they agree again. */
function findEdits(before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; i++, j++) {
    if (before[i] === after[j]) continue;
    const [skipOld, skipNew] = nextCommon(before, after, i, j);
    edits.push({ old: [i, i + skipOld], new: [j, j + skipNew] });
    i += skipOld;
    j += skipNew;
  }
  return edits;
}

function nextCommon(before: readonly string[], after: readonly string[], i: number, j: number): [number, number] {
  for (let distance = 1; distance <= horizon; distance++) {
    for (let skipOld = 0; skipOld <= distance; skipOld++) {
      const [left, right] = [i + skipOld, j + distance - skipOld];
      // Two lines, since a lone brace agrees with any other.
      if (before[left] === after[right] && before[left + 1] === after[right + 1]) {
        if (left <= before.length && right <= after.length) return [skipOld, distance - skipOld];
      }
    }
  }
  return [before.length - i, after.length - j];
}

/** Edits so close together that their contexts touch stand in one hunk. */
function hunks(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (last !== undefined && edit.old[0] - last.old[1] <= 2 * context) group?.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function formatHunk(edits: readonly Edit[], before: readonly string[], after: readonly string[]): string[] {
  const [first, last] = [edits[0], edits.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(context, first.old[0]);
  const end = Math.min(before.length, last.old[1] + context);
  const body: string[] = [];
  let at = first.old[0] - lead;
  for (const edit of edits) {
    body.push(...before.slice(at, edit.old[0]).map((line) => ` ${line}`));
    body.push(...before.slice(...edit.old).map((line) => `-${line}`));
    body.push(...after.slice(...edit.new).map((line) => `+${line}`));
    at = edit.old[1];
  }
  body.push(...before.slice(at, end).map((line) => ` ${line}`));
  const count = (sign: string): number => body.filter((line) => line.startsWith(sign) || line.startsWith(" ")).length;
  const start = (position: number): number => position - lead + 1;
  return [`@@ -${start(first.old[0])},${count("-")} +${start(first.new[0])},${count("+")} @@`, ...body];
}

function lines(text: string): string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
}
