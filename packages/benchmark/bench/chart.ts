import { contestants, names } from "./contestants.ts";
import type { Line } from "./measurement.ts";
import { valueOf } from "./report.ts";

interface Bar {
  readonly line: string;
  readonly contestant: string;
  readonly ratio: number;
}

interface Plot {
  plot(options: object): { setAttribute(name: string, value: string): void; outerHTML: string };
  barX(data: readonly Bar[], options: object): object;
  text(data: readonly object[], options: object): object;
  ruleX(data: readonly number[], options: object): object;
}

/** Lines that are ratios, as bars on a logarithmic scale: 1 is the limit. */
export async function chart(lines: readonly Line[]): Promise<string> {
  // By names that the compiler does not follow: they are installed for a benchmark only.
  const plotName = "@observablehq/plot";
  const domName = "linkedom";
  const { plot, barX, text, ruleX } = (await import(plotName)) as Plot;
  const { parseHTML } = (await import(domName)) as { parseHTML(html: string): { document: object } };

  const bars = lines.flatMap((line) => barsOf(line));
  const titles = lines.map(({ title }) => ({ line: title }));
  const shared = { x: "ratio", y: "contestant", fy: "line" };
  const svg = plot({
    document: parseHTML("<html><body></body></html>").document,
    width: 860,
    height: lines.length * 140 + 60,
    marginTop: 30,
    marginLeft: 230,
    marginRight: 60,
    style: { background: "white", color: "#1f2328", fontSize: "11px", overflow: "visible" },
    x: {
      type: "log",
      label: "times the limit, a hand-written fetch (logarithmic)",
      domain: [0.5, 60],
      ticks: [0.5, 1, 2, 5, 10, 20, 50],
      tickFormat: String,
    },
    y: { label: null, domain: names.slice(1).map((name) => contestants[name]) },
    fy: { label: null, domain: lines.map(({ title }) => title), axis: null, padding: 0.2 },
    color: { domain: ["ours", "others"], range: ["#0969da", "#afb8c1"] },
    marks: [
      barX(bars, {
        ...shared,
        x1: 1,
        x2: "ratio",
        x: undefined,
        fill: (bar: Bar) => (bar.contestant.startsWith("@org") ? "ours" : "others"),
      }),
      // Beside the bar, which ends at the limit where it is shorter than that.
      text(bars, {
        ...shared,
        x: (bar: Bar) => Math.max(1, bar.ratio),
        text: (bar: Bar) => bar.ratio.toFixed(2),
        dx: 6,
        textAnchor: "start",
      }),
      text(titles, { fy: "line", text: "line", frameAnchor: "top-left", dy: -12, fontWeight: "bold", fontSize: 12 }),
      ruleX([1], {}),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}

function barsOf(line: Line): readonly Bar[] {
  return names.slice(1).flatMap((name) => {
    const value = valueOf(line, name);
    return value ? [{ line: line.title, contestant: contestants[name], ratio: value.median }] : [];
  });
}
