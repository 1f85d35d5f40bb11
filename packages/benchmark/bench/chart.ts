import { clientNames, clients } from "./clients.ts";
import type { Measurement } from "./measurement.ts";
import { summarize } from "./summary.ts";

interface Bar {
  readonly title: string;
  readonly client: string;
  readonly ratio: number;
}

interface Plot {
  plot(options: object): { setAttribute(name: string, value: string): void; outerHTML: string };
  barX(data: readonly Bar[], options: object): object;
  text(data: readonly object[], options: object): object;
  ruleX(data: readonly number[], options: object): object;
}

const charted = clientNames.filter((name) => name !== "fetch" && name !== "fetch-cancelable");

/** Draws measurements that are ratios as bars on a logarithmic scale, and returns the SVG. */
export async function drawChart(measurements: readonly Measurement[]): Promise<string> {
  // Variables keep the compiler from resolving these packages, which are installed only for a benchmark.
  const plotName = "@observablehq/plot";
  const domName = "linkedom";
  const { plot, barX, text, ruleX } = (await import(plotName)) as Plot;
  const { parseHTML } = (await import(domName)) as { parseHTML(html: string): { document: object } };

  const bars = measurements.flatMap(toBars);
  const titles = measurements.map((measurement) => ({ title: formatTitle(measurement) }));
  const shared = { x: "ratio", y: "client", fy: "title" };
  const svg = plot({
    document: parseHTML("<html><body></body></html>").document,
    width: 860,
    height: measurements.length * 140 + 60,
    marginTop: 30,
    marginLeft: 230,
    marginRight: 60,
    style: { background: "white", color: "#1f2328", fontSize: "11px", overflow: "visible" },
    x: {
      type: "log",
      label: "multiples of a hand-written fetch (logarithmic)",
      domain: [0.5, 60],
      ticks: [0.5, 1, 2, 5, 10, 20, 50],
      tickFormat: String,
    },
    y: { label: null, domain: charted.map((name) => clients[name]) },
    fy: { label: null, domain: measurements.map(formatTitle), axis: null, padding: 0.2 },
    color: { domain: ["ours", "others"], range: ["#0969da", "#afb8c1"] },
    marks: [
      barX(bars, {
        ...shared,
        x1: 1,
        x2: "ratio",
        x: undefined,
        fill: (bar: Bar) => (bar.client.startsWith("@org") ? "ours" : "others"),
      }),
      // Next to the right end of the bar, which is at 1 for ratios below 1.
      text(bars, {
        ...shared,
        x: (bar: Bar) => Math.max(1, bar.ratio),
        text: (bar: Bar) => bar.ratio.toFixed(2),
        dx: 6,
        textAnchor: "start",
      }),
      text(titles, { fy: "title", text: "title", frameAnchor: "top-left", dy: -12, fontWeight: "bold", fontSize: 12 }),
      ruleX([1], {}),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}

function toBars(measurement: Measurement): readonly Bar[] {
  return charted.flatMap((name) => {
    const summary = summarize(measurement, name);
    return summary ? [{ title: formatTitle(measurement), client: clients[name], ratio: summary.median }] : [];
  });
}

function formatTitle({ table, title }: Measurement): string {
  return `${table}: ${title}`;
}
