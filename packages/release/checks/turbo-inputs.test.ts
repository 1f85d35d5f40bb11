import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

interface Task {
  readonly taskId: string;
  readonly directory: string;
  /** Hashes of files by their path from the package. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

// A dry run lists the files that turbo hashes for each task, and runs nothing.
describe("turbo's inputs", () => {
  const tasks = new Map<string, Task>();
  beforeAll(async () => {
    const turbo = join(dirname(createRequire(`${root}/package.json`).resolve("turbo/package.json")), "bin/turbo");
    const { stdout } = await promisify(execFile)(process.execPath, [turbo, "run", "build", "test", "--dry=json"], {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
      maxBuffer: 64 * 1024 * 1024,
    });
    for (const task of (JSON.parse(stdout) as { tasks: Task[] }).tasks) tasks.set(task.taskId, task);
  });

  /** Returns the input files of a task, from the root of the repository. */
  function getInputs(id: string): string[] {
    const { directory = "", inputs = {} } = tasks.get(id) ?? {};
    return Object.keys(inputs).map((file) => posix.join(directory.replaceAll("\\", "/"), file));
  }

  test.for(["types", "client", "sdk"])(
    "the build of @org/%s depends on its sources, not on its Markdown files or tests",
    (name) => {
      const inputs = getInputs(`@org/${name}#build`);
      expect(inputs.filter((file) => file.startsWith(`packages/${name}/src/`))).not.toEqual([]);
      expect(
        inputs.filter(
          (file) => !/\/src\/|\/(package|tsconfig|turbo)\.json$|\/(rolldown\.config|prune-types)\.ts$/.test(file),
        ),
      ).toEqual([]);
    },
  );

  test("the builds of the three packages depend on what is generated from the spec", () => {
    expect(getInputs("@org/types#build")).toContain("packages/types/src/index.gen.ts");
    expect(tasks.get("@org/client#build")?.dependencies).toContain("@org/types#build");
    expect(tasks.get("@org/sdk#build")?.dependencies).toContain("@org/client#build");
  });

  test.for(["types", "client", "sdk", "scripts", "e2e", "packaging", "docs-tests"])(
    "the tests of @org/%s depend on the spec",
    (name) => {
      expect(getInputs(`@org/${name}#test`)).toContain("spec/openapi.yaml");
    },
  );

  test("the tests of the documentation depend on the Markdown files, those of e2e do not", () => {
    const files = ["README.md", "packages/sdk/README.md"];
    expect(getInputs("@org/docs-tests#test")).toEqual(expect.arrayContaining(files));
    expect(getInputs("@org/e2e#test").filter((file) => file.endsWith(".md"))).toEqual([]);
  });

  test.for(["e2e", "packaging", "docs-tests", "fuzz", "benchmark"])(
    "the tests of @org/%s depend on the test server",
    (name) => {
      // turbo hashes the inputs of the build although the package has no build script.
      expect(tasks.get(`@org/${name}#test`)?.dependencies).toContain("@org/test-server#build");
      expect(getInputs("@org/test-server#build")).toContain("packages/test-server/src/fault-server/server.ts");
    },
  );

  test.for([
    ["docs-tests", "packages/packaging/packed/install-packed.ts"],
    ["docs-tests", "packages/e2e/spec/create-validator.ts"],
    ["docs-tests", "packages/sdk/examples/completion.ts"],
    ["packaging", "packages/sdk/README.md"],
    ["e2e", "scripts/mock-server.ts"],
    ["benchmark", "packages/sdk/README.md"],
    ["benchmark", "packages/sdk/guides/performance.md"],
    ["release", ".github/workflows/ci.yml"],
  ] as const)("the tests of @org/%s depend on %s", ([name, file]) => {
    expect(getInputs(`@org/${name}#test`)).toContain(file);
  });
});
