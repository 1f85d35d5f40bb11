import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

interface Task {
  readonly taskId: string;
  readonly directory: string;
  /** Hashes of files, by their path from the package. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

// What a task is rebuilt for is what turbo would hash. Nothing is run.
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

  /** The files, from the top of the repository. */
  function inputsOf(id: string): string[] {
    const { directory = "", inputs = {} } = tasks.get(id) ?? {};
    return Object.keys(inputs).map((file) => posix.join(directory.replaceAll("\\", "/"), file));
  }

  test.for(["types", "client", "sdk"])("@org/%s is built from its sources, not from its texts or tests", (name) => {
    const inputs = inputsOf(`@org/${name}#build`);
    expect(inputs.filter((file) => file.startsWith(`packages/${name}/src/`))).not.toEqual([]);
    expect(
      inputs.filter(
        (file) => !/\/src\/|\/(package|tsconfig|turbo)\.json$|\/(rolldown\.config|prune-types)\.ts$/.test(file),
      ),
    ).toEqual([]);
  });

  test("what is generated from the spec makes all three be built", () => {
    expect(inputsOf("@org/types#build")).toContain("packages/types/src/index.gen.ts");
    expect(tasks.get("@org/client#build")?.dependencies).toContain("@org/types#build");
    expect(tasks.get("@org/sdk#build")?.dependencies).toContain("@org/client#build");
  });

  test.for(["types", "client", "sdk", "scripts", "e2e", "packaging", "docs-tests"])(
    "the spec makes the tests of @org/%s run",
    (name) => {
      expect(inputsOf(`@org/${name}#test`)).toContain("spec/openapi.yaml");
    },
  );

  test("a change in a text runs the tests of the documentation, not those of the wire", () => {
    const texts = ["README.md", "packages/sdk/README.md"];
    expect(inputsOf("@org/docs-tests#test")).toEqual(expect.arrayContaining(texts));
    expect(inputsOf("@org/e2e#test").filter((file) => file.endsWith(".md"))).toEqual([]);
  });

  test.for(["e2e", "packaging", "docs-tests", "fuzz", "benchmark"])(
    "a change in the test server runs the tests of @org/%s",
    (name) => {
      // The package has no build script. turbo hashes the inputs of its build nonetheless.
      expect(tasks.get(`@org/${name}#test`)?.dependencies).toContain("@org/test-server#build");
      expect(inputsOf("@org/test-server#build")).toContain("packages/test-server/src/fault-server/server.ts");
    },
  );

  test.for([
    ["docs-tests", "packages/packaging/packed/install-packed.ts"],
    ["docs-tests", "packages/e2e/spec/spec-schemas.ts"],
    ["docs-tests", "packages/sdk/examples/completion.ts"],
    ["packaging", "packages/sdk/README.md"],
    ["e2e", "scripts/mock-server.ts"],
    ["release", ".github/workflows/ci.yml"],
  ] as const)("the tests of @org/%s run when %s has changed", ([name, file]) => {
    expect(inputsOf(`@org/${name}#test`)).toContain(file);
  });
});
