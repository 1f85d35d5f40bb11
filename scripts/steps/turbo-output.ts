/** A task of turbo, from the line that turbo prints first for it. */
export interface EndedTask {
  readonly name: string;
  readonly isCached: boolean;
}

export interface TurboOutputHandlers {
  /** Called when a task has ended. */
  readonly onTask: (task: EndedTask) => void;
  /** Called when pnpm reports that a task has failed, with its output so far. */
  readonly onFailure: (name: string, output: readonly string[]) => void;
  /** Called with a line of a failed task that arrives after the report: stdout and stderr of a task have no order. */
  readonly onFailureLine: (line: string) => void;
  /** Called when the output of a failed task is complete. */
  readonly onFailureEnd: () => void;
  /** Called with a line that belongs to no task and not to turbo's summary, such as an error in turbo.json. */
  readonly onOther: (line: string) => void;
}

export interface TurboOutput {
  /** Reads the next line of turbo's standard output. */
  readonly read: (line: string) => void;
  /** Ends the output. */
  readonly end: () => void;
  /** The file of `--summarize`, once turbo has printed its path. */
  readonly summaryFile: () => string | undefined;
  /** The output of each task that has ended, by its name. */
  readonly outputs: ReadonlyMap<string, readonly string[]>;
}

/** The options of `turbo run` that the reader requires. With them, turbo prints the output of a task when it ends. */
export const turboOutputOptions = [
  "--output-logs=full",
  "--log-order=grouped",
  "--log-prefix=task",
  "--summarize",
] as const;

/** The first line of a task: its package (`//` is the root), its name, and the state of the cache. */
const firstLine = /^(?<package>\/\/|[@\w./-]+):(?<task>[\w:.-]+): (?<cache>cache (?:hit|miss|bypass)\b.*)$/;

/** The line of a failed task that pnpm prints to stderr at the end, since turbo runs tasks as `pnpm run`. */
const failedLine = /^\[ELIFECYCLE\] /;

const summaryLine = /^ *Summary: +(?<file>.+)$/;

const ignoredLine = /^\s*$|^ {3}• |^ *(?:Tasks|Cached|Time|Failed): /;

/** Creates a reader of the standard output of `turbo run` with {@link turboOutputOptions}. */
export function createTurboOutput(handlers: TurboOutputHandlers): TurboOutput {
  const outputs = new Map<string, string[]>();
  let file: string | undefined;
  let current: { readonly name: string; readonly prefix: string; readonly output: string[] } | undefined;
  let isFailing = false;

  const endTask = (): void => {
    if (isFailing) handlers.onFailureEnd();
    isFailing = false;
    current = undefined;
  };

  return {
    summaryFile: () => file,
    outputs,
    end: endTask,
    read(line) {
      if (current && `${line} `.startsWith(current.prefix)) {
        const text = line.slice(current.prefix.length);
        current.output.push(text);
        if (isFailing) handlers.onFailureLine(text);
        else if (failedLine.test(text)) {
          isFailing = true;
          handlers.onFailure(current.name, current.output);
        }
        return;
      }
      endTask();
      const groups = firstLine.exec(line)?.groups;
      if (groups) {
        const { package: packageName = "", task = "", cache = "" } = groups;
        current = { name: formatTask(`${packageName}#${task}`), prefix: `${packageName}:${task}: `, output: [] };
        outputs.set(current.name, current.output);
        handlers.onTask({ name: current.name, isCached: cache.startsWith("cache hit") });
        return;
      }
      file = summaryLine.exec(line)?.groups?.["file"] ?? file;
      if (!summaryLine.test(line) && !ignoredLine.test(line)) handlers.onOther(line);
    },
  };
}

/** Formats the ID of a task: `@org/sdk#test` as `@org/sdk test`, and `//#lint`, of the root, as `lint`. */
export function formatTask(id: string): string {
  return id.replace(/^\/\/#/, "").replace("#", " ");
}
