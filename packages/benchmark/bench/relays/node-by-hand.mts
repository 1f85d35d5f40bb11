import { json } from "node:stream/consumers";
import type { BrowserRequest, RelayFactory } from "../relay.mts";
import { relayByHand } from "../relay-by-hand.mts";

export const createRelay: RelayFactory = (url) => async (request, response) => {
  await relayByHand(url, (await json(request)) as BrowserRequest, response);
};
