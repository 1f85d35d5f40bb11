import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { fail, format, settle, type Case } from "../case.ts";
import { refusedHosts } from "../loopback.ts";
import { withServer, request } from "./support.ts";

/** The names that clients use for the option with the URL of the API. They are easily confused. */
const optionNames = ["baseURL", "baseUrl", "base_url", "serverURL", "serverUrl"];

export const options: readonly Case[] = [
  {
    title: "an option named as in another client sends the prompt to the default host",
    run: ({ completeWith }) =>
      withServer(async (server) => {
        server.on(faults.completion);
        const failures: string[] = [];
        for (const name of optionNames) {
          refusedHosts.length = 0;
          const outcome = await settle(() => completeWith(request, { [name]: server.url }));
          const [host] = refusedHosts;
          if (host) failures.push(`${name}: sent to ${host}`);
          else if (outcome.kind === "timeout" || (outcome.kind === "value" && outcome.value.text !== greeting)) {
            failures.push(`${name}: ${format(outcome)}`);
          }
        }
        return failures.length === 0 ? "pass" : fail(failures.join("; "));
      }),
  },
];
