/** An error that the caller of a command has to fix. Its message is all that is printed. */
export class InputError extends Error {
  override readonly name: string = "InputError";
}

interface ExitCodes {
  /** For a mistake of the caller: arguments, documents, files that cannot be written. */
  readonly input: number;
  /** For a bug of the command; the stack is printed. */
  readonly bug: number;
}

interface MainOptions {
  /** The text that `--help` prints instead of running the command. */
  readonly help?: string;
  /** @default { input: 2, bug: 70 } */
  readonly exitCodes?: ExitCodes;
}

/**
 * Runs a command with the arguments of the process.
 *
 * @param main returns the exit code
 */
export async function runMain(
  main: (args: string[]) => Promise<number>,
  { help, exitCodes = { input: 2, bug: 70 } }: MainOptions = {},
): Promise<void> {
  const args = process.argv.slice(2);
  if (help !== undefined && args.includes("--help")) {
    process.stdout.write(help);
    return;
  }
  try {
    process.exitCode = await main(args);
  } catch (error) {
    // `parseArgs` and the file system put a code on their errors. Anything else is a bug, and its stack helps.
    const isInput = error instanceof InputError || (error instanceof Error && "code" in error);
    console.error(isInput ? error.message : error);
    process.exitCode = isInput ? exitCodes.input : exitCodes.bug;
  }
}

/**
 * Parses the value of `--port`.
 *
 * @throws {@link InputError} when it is not a port number
 */
export function parsePort(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InputError(`--port must be a port number, got ${value}`);
}
