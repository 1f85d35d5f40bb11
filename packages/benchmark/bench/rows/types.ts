import { measureTypes, type Compiler } from "@org/packaging/budgets/compiler.ts";
import type { Row } from "../row.ts";
import { clients } from "../contestants.ts";
import { interleaved, type Line } from "../measurement.ts";
import { programs } from "../programs.ts";

// The fast one is so fast that a busy machine shows in it.
const rounds: Record<Compiler, number> = { "TypeScript 5.9": 3, "TypeScript 7": 3 };

/** The whole run of the compiler over a program of a few lines. */
export const types: Row = async ({ folder }) => {
  const program = await programs(folder);
  const lines: Line[] = [];
  for (const compiler of ["TypeScript 5.9", "TypeScript 7"] as const) {
    const counts: Record<string, number> = {};
    const samples = await interleaved(clients, rounds[compiler], async (name) => {
      const { instantiations, seconds } = await measureTypes(compiler, program(name));
      counts[name] = instantiations;
      return seconds;
    });
    const zero = counts["fetch"] ?? 0;
    lines.push(
      {
        title: `type-check of a minimal app, ${compiler}`,
        unit: "s",
        isRatio: true,
        isCharted: compiler === "TypeScript 7",
        goal: 1.2,
        samples,
      },
      {
        title: `instantiations of a minimal app, ${compiler}`,
        unit: "instantiations",
        isRatio: false,
        goal: 200,
        samples: await interleaved(clients, 1, (name) => Promise.resolve((counts[name] ?? zero) - zero)),
      },
    );
  }
  return lines;
};
