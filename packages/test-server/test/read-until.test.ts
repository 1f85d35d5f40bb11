import { spawn } from "node:child_process";
import { getEventListeners } from "node:events";
import { connect, createServer } from "node:net";
import { PassThrough } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../src/listen.ts";
import { readUntil, type TextSource } from "../src/read-until.ts";

interface TestStream {
  readonly source: TextSource;
  write(bytes: string | Uint8Array): void;
  end(): void;
  fail(error: Error): void;
}

function createWebReader(): TestStream {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  return {
    source: readable.getReader(),
    write: (bytes) => void writer.write(Buffer.from(bytes)),
    end: () => void writer.close(),
    fail: (error) => void writer.abort(error),
  };
}

function createNodeStream(): TestStream {
  const stream = new PassThrough();
  return {
    source: stream,
    write: (bytes) => void stream.write(bytes),
    end: () => void stream.end(),
    fail: (error) => void stream.destroy(error),
  };
}

describe.each([
  ["a web stream's reader", createWebReader],
  ["a Node stream", createNodeStream],
])("readUntil of %s", (_, open) => {
  test("waits for a pattern that is split across chunks", async () => {
    const { source, write } = open();
    const text = readUntil(source, /b+c/);
    for (const part of ["a", "b", "b", "c"]) write(part);
    expect(await text).toBe("abbc");
  });

  test("keeps what comes after the match for the next call", async () => {
    const { source, write } = open();
    write("one\ntwo\nth");
    expect(await readUntil(source, "\n")).toBe("one\n");
    expect(await readUntil(source, "\n")).toBe("two\n");
    write("ree\n");
    expect(await readUntil(source, "\n")).toBe("three\n");
  });

  test("decodes a character that is split across chunks, and across calls", async () => {
    const { source, write } = open();
    const bytes = Buffer.from("a🌍b");
    write(bytes.subarray(0, 3));
    expect(await readUntil(source, "a")).toBe("a");
    const text = readUntil(source, "b");
    write(bytes.subarray(3));
    expect(await text).toBe("🌍b");
  });

  test("a stream that ends before the pattern fails with what was read", async () => {
    const { source, write, end } = open();
    write("half a li");
    end();
    await expect(readUntil(source, /line\n/)).rejects.toThrow(
      'The stream ended before /line\\n/ was read. Read: "half a li"',
    );
  });

  test("a stream that fails before the pattern fails with what was read, and its error as the cause", async () => {
    const { source, write, fail } = open();
    write("half");
    expect(await readUntil(source, "ha")).toBe("ha");
    const waiting = readUntil(source, "whole");
    const cause = new Error("broken");
    fail(cause);
    await expect(waiting).rejects.toMatchObject({
      message: 'The stream failed before "whole" was read. Read: "lf"',
      cause,
    });
  });

  test("an abort ends the wait, and the next call receives the later chunks", async () => {
    const { source, write } = open();
    const controller = new AbortController();
    const { signal } = controller;
    write("ha");
    expect(await readUntil(source, "h", { signal })).toBe("h");
    const waiting = readUntil(source, "\n", { signal });
    controller.abort("enough");
    await expect(waiting).rejects.toMatchObject({
      message: 'The wait was aborted before "\\n" was read. Read: "a"',
      cause: "enough",
    });
    await expect(readUntil(source, "\n", { signal })).rejects.toThrow("The wait was aborted");
    expect(getEventListeners(signal, "abort")).toEqual([]);
    write("lf\n");
    expect(await readUntil(source, "\n")).toBe("alf\n");
  });
});

test("readUntil reads a socket, which stays open", async () => {
  const server = createServer((socket) => {
    socket.on("data", (bytes) => socket.write(bytes));
  });
  const { port } = await listen(server);
  onTestFinished(() => void server.close());
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  for (const line of ["one\n", "two\n"]) {
    socket.write(line);
    expect(await readUntil(socket, "\n")).toBe(line);
  }
});

test("readUntil reads the output of a process that prints a line in parts, and fails when it exits without one", async () => {
  const program = 'process.stdout.write("12"); setImmediate(() => process.stdout.write("34\\nno line"));';
  const { stdout } = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  expect(await readUntil(stdout, "\n")).toBe("1234\n");
  await expect(readUntil(stdout, "\n")).rejects.toThrow('The stream ended before "\\n" was read. Read: "no line"');
});
