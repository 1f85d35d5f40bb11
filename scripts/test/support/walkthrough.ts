import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../../lib/paths.ts";
import { copyRepository, type Copy } from "./copy-repository.ts";

const run = promisify(execFile);

/** A walkthrough of CONTRIBUTING.md, which is executed in a copy of the repository. */
export interface Walkthrough {
  readonly copy: Copy;
  /** Returns a code block by its language and its number among those, from 0. */
  getBlock(language: string, index?: number): string;
  /** Applies the diff, and returns the summary of git. */
  applyDiff(): Promise<string>;
  /** Sets the version of the document as the manual step says, and the text of the changeset. */
  editVersionAndChangeset(text: string): Promise<void>;
  /** Runs the command of a console block, and returns its output, and the pattern of the block. */
  runConsole(index: number): Promise<{ output: string; pattern: RegExp }>;
  /** Runs a script of a package, or of the root without one, and returns its output; throws if it fails. */
  runScript(name: string, folder?: string): Promise<string>;
  /** Runs a tool in the folder of a package, and returns its output; throws if it fails. */
  runTool(command: string, folder: string): Promise<string>;
}

/** Reads the section with the title `Walkthrough: …`. */
export async function openWalkthrough(title: string): Promise<Walkthrough> {
  const copy = await copyRepository();
  const text = await readFile(join(repositoryRoot, "CONTRIBUTING.md"), "utf8");
  const sections = text.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`Walkthrough: ${title}\n`)) ?? "";
  const blocks = [...section.matchAll(/^```(\w+).*\n([^]*?)^```$/gm)];

  const getBlock = (language: string, index = 0): string =>
    blocks.filter(([, info]) => info === language)[index]?.[2] ?? "";

  const runTool = async (command: string, folder: string): Promise<string> => {
    const bins = [folder, ""].map((each) => join(copy.path, each, "node_modules/.bin"));
    const env = {
      ...process.env,
      PATH: [...bins, process.env["PATH"]].join(delimiter),
      NO_COLOR: "1",
      FORCE_COLOR: "0",
    };
    const { stdout, stderr } = await run("sh", ["-c", command], { cwd: join(copy.path, folder), env });
    return `${stdout}${stderr}`.trim();
  };

  const runScript = async (name: string, folder = ""): Promise<string> => {
    const manifest = await readFile(join(copy.path, folder, "package.json"), "utf8");
    const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
    const [script = "", ...args] = name.split(" ");
    return runTool([scripts[script] ?? `missing script ${script}`, ...args].join(" "), folder);
  };

  return {
    copy,
    getBlock,
    runTool,
    runScript,

    async applyDiff() {
      await writeFile(join(copy.path, "walk.diff"), getBlock("diff"));
      copy.git("apply", "walk.diff");
      copy.git("clean", "--quiet", "--force", "walk.diff");
      return copy.git("diff", "--stat");
    },

    async editVersionAndChangeset(newText) {
      const spec = join(copy.path, "spec/openapi.yaml");
      const { stdout } = await copy.run("scripts/regenerate.ts");
      const [, line, now, next] = /(\d+):\d+ Set info\.version from (\S+) to (\S+) /.exec(stdout) ?? [];
      const lines = (await readFile(spec, "utf8")).split("\n");
      lines[Number(line) - 1] = lines[Number(line) - 1]?.replace(now ?? "", next ?? "") ?? "";
      await writeFile(spec, lines.join("\n"));
      const changeset = join(copy.path, copy.git("ls-files", "--others", "--exclude-standard", ".changeset").trim());
      const before = await readFile(changeset, "utf8");
      await writeFile(changeset, before.replace(/(?<=\n---\n\n)[^]*/, `${newText}\n`));
    },

    async runConsole(index) {
      const [command = "", ...expected] = getBlock("console", index).trimEnd().split("\n");
      const [, folder, tool] = /^\$ pnpm --filter @org\/(\w+) exec (.+)$/.exec(command) ?? [];
      const [, script = ""] = /^\$ pnpm (.+)$/.exec(command) ?? [];
      const output = tool === undefined ? await runScript(script) : await runTool(tool, `packages/${folder}`);
      const lines = expected.map((line) =>
        line
          .split("…")
          .map(escapePattern)
          .join(line === "…" ? "[^]*" : ".*"),
      );
      return { output, pattern: new RegExp(`^${lines.join("\n")}$`) };
    },
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
