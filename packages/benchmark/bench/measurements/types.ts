import { measureTypes } from "@org/packaging/budgets/compiler.ts";
import type { Measure } from "../measure.ts";
import { clientsWithDefaultFetch } from "../clients.ts";
import { measureInTurns, type Measurement } from "../measurement.ts";
import { copyPrograms } from "../programs.ts";

const rounds = 3;

/** Measures the type-check of a program of a few lines. */
export const measureTypeCheck: Measure = async ({ folder }) => {
  const getProgram = await copyPrograms(folder);
  const measurements: Measurement[] = [];
  for (const compiler of ["TypeScript 5.9", "TypeScript 7"] as const) {
    const counts: Record<string, number> = {};
    const samples = await measureInTurns(clientsWithDefaultFetch, rounds, async (name) => {
      const { instantiations, seconds } = await measureTypes(compiler, getProgram(name));
      counts[name] = instantiations;
      return seconds;
    });
    const baseline = counts["fetch"] ?? 0;
    measurements.push(
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
        samples: await measureInTurns(clientsWithDefaultFetch, 1, (name) =>
          Promise.resolve((counts[name] ?? baseline) - baseline),
        ),
      },
    );
  }
  return measurements;
};
