import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { ending, said, wrong, type Case } from "../case.ts";
import { refusedHosts } from "../loopback.ts";
import { onServer, request } from "./support.ts";

/** What clients call the option for the URL of the API. Each user of two of them mixes them up once. */
const names = ["baseURL", "baseUrl", "base_url", "serverURL", "serverUrl"];

export const options: readonly Case[] = [
  {
    title: "an option with another client's name sends the prompt to the default host",
    run: ({ completeWith }) =>
      onServer(async (server) => {
        server.on(faults.completion);
        const misled: string[] = [];
        for (const name of names) {
          refusedHosts.length = 0;
          const how = await ending(() => completeWith(request, { [name]: server.url }));
          const [host] = refusedHosts;
          if (host) misled.push(`${name}: sent to ${host}`);
          else if (how.end === "hang" || (how.end === "value" && how.value.text !== greeting)) {
            misled.push(`${name}: ${said(how)}`);
          }
        }
        return misled.length === 0 ? "right" : wrong(misled.join("; "));
      }),
  },
];
