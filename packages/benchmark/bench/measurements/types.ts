import { measureTypes } from "@org/packaging/budgets/compiler.ts";
import type { Measure } from "../measure.ts";
import { clientsWithOwnPrograms } from "../clients.ts";
import { measureInTurns, multiples, type Measurement } from "../measurement.ts";
import { copyPrograms } from "../programs.ts";

const rounds = 3;
const table = "Type-check of a minimal app";

/** Measures the type-check of a program of a few lines. */
export const measureTypeCheck: Measure = async ({ folder }) => {
  const getProgram = await copyPrograms(folder);
  const measurements: Measurement[] = [];
  for (const compiler of ["TypeScript 5.9", "TypeScript 7"] as const) {
    const counts: Record<string, number> = {};
    const samples = await measureInTurns(clientsWithOwnPrograms, rounds, async (name) => {
      const { instantiations, seconds } = await measureTypes(compiler, getProgram(name));
      counts[name] = instantiations;
      return seconds;
    });
    const baseline = counts["fetch-cancelable"] ?? 0;
    measurements.push(
      {
        table,
        title: compiler,
        unit: "s",
        comparison: multiples,
        isCharted: compiler === "TypeScript 7",
        goals: { "ours-function": 1.2, "ours-class": 1.2 },
        samples,
      },
      {
        table,
        title: compiler,
        unit: "instantiations",
        goals: { "ours-function": 200, "ours-class": 200 },
        samples: await measureInTurns(clientsWithOwnPrograms, 1, (name) =>
          Promise.resolve((counts[name] ?? baseline) - baseline),
        ),
      },
    );
  }
  return measurements;
};
