import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { expect, test } from "vitest";
import { refusedHosts, refuseOtherHosts } from "./loopback.ts";

test("refuseOtherHosts limits fetch to loopback, and records other hosts", async () => {
  await using server = await startFaultServer();
  server.on(faults.completion);
  refuseOtherHosts();

  expect((await fetch(server.url, { method: "POST" })).status).toBe(200);
  expect(refusedHosts).toEqual([]);

  await expect(fetch("https://host.invalid/v1")).rejects.toThrow(TypeError);
  await expect(fetch(new Request("https://other.invalid/v1"))).rejects.toThrow(TypeError);
  expect(refusedHosts).toEqual(["host.invalid", "other.invalid"]);
});
