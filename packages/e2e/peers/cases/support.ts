import { faultServer, type FaultServer } from "../../faults/server/server.ts";
import type { ChatRequest } from "../contestant.ts";
import type { Verdict } from "../case.ts";

export const request: ChatRequest = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Hello" }],
};

/** Runs a check against a server of its own. */
export async function onServer(check: (server: FaultServer) => Promise<Verdict>): Promise<Verdict> {
  await using server = await faultServer();
  return await check(server);
}
