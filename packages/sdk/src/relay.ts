export { readRelay, type ReadRelayOptions } from "./relay/read-relay.ts";
export { relay, type RelayInit, type RelaySource } from "./relay/relay.ts";
export type { RelayedError } from "./relay/relayed-error.ts";
