import express from "express";
import type { BrowserRequest, RelayFactory } from "../relay.mts";
import { relayByHand } from "../relay-by-hand.mts";

export const createRelay: RelayFactory = (url) =>
  express()
    .use(express.json())
    .post("/chat", (request, response) => relayByHand(url, request.body as BrowserRequest, response));
