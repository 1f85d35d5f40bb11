/** An error that the user can fix. It is printed without a stack trace. */
export class CommandError extends Error {}

/** Runs a command. Its result is the exit code; a `CommandError` exits with 2. */
export async function runCommand(command: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`Error: ${error.message}`);
    process.exitCode = 2;
  }
}
