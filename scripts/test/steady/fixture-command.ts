// `test-steady.ts`, with the folder that it is started in as its only suite.
import { runMain } from "../../lib/cli.ts";
import { testSteady } from "../../test-steady.ts";

const suites = [{ name: "fixture", folder: process.cwd(), args: [] }];
await runMain((args) => testSteady(args, suites));
