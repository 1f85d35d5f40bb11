import { SpecError } from "../spec/spec-error.ts";
import { InputError } from "./input-error.ts";

/** Runs a command; the number that it gives is the exit code, and what the caller got wrong is one message and a 2. */
export async function runCommand(main: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    // Wrong arguments and refused file operations have a code; anything else is a bug, and its stack helps.
    const isExpected =
      error instanceof InputError || error instanceof SpecError || (error instanceof Error && "code" in error);
    console.error(isExpected ? error.message : error);
    process.exitCode = isExpected ? 2 : 70;
  }
}
