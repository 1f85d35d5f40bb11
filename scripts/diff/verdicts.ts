/**
 * What a change means to users of the packages: `major` if code may no longer compile, or a call may no longer succeed,
 * after the upgrade; `minor` if it adds something; `patch` if only the documentation changes.
 */
export type Bump = "major" | "minor" | "patch";

export type Direction = "request" | "response" | "both";

/** What a change means to users, in a request and in a response. */
export interface Verdict {
  readonly request: Bump;
  readonly response: Bump;
  /** The sentence after the name. */
  readonly sentence: string;
  /** The reason, reported for breaking changes and for compatible ones that may surprise. */
  readonly why: string;
}

/** The reason for removed and renamed names; changesets omit it. */
export const noLongerCompiles = "code that uses it no longer compiles";

const serviceEnforces = "types do not express bounds, and the service enforces its own in any version";
const goesElsewhere = "calls that set no server go to another address";

/** The verdict of each kind of change. */
export const verdicts = {
  // Components: types that can be imported.
  "type-added": { request: "minor", response: "minor", sentence: "is a new type: {after}", why: "" },
  "type-removed": { request: "major", response: "major", sentence: "was removed", why: noLongerCompiles },
  "type-renamed": { request: "major", response: "major", sentence: "was renamed to {after}", why: noLongerCompiles },
  "lists-readonly": {
    request: "major",
    response: "major",
    sentence: "now has readonly lists",
    why: "requests now use it as well, and code that mutates its lists no longer compiles",
  },
  "lists-mutable": { request: "minor", response: "minor", sentence: "no longer has readonly lists", why: "" },
  "component-added": { request: "minor", response: "minor", sentence: "is a new component: {after}", why: "" },

  // Fields; parameters, headers and bodies follow the same rules.
  "field-added": { request: "minor", response: "minor", sentence: "is new, optional: {after}", why: "" },
  "required-field-added": {
    request: "major",
    response: "minor",
    sentence: "is new, required: {after}",
    why: "requests without it no longer compile",
  },
  "field-removed": { request: "major", response: "major", sentence: "was removed", why: noLongerCompiles },
  "field-renamed": { request: "major", response: "major", sentence: "was renamed to {after}", why: noLongerCompiles },
  "field-required": {
    request: "major",
    response: "minor",
    sentence: "is now required",
    why: "requests without it no longer compile",
  },
  "field-optional": {
    request: "minor",
    response: "major",
    sentence: "is now optional",
    why: "code that reads it must handle undefined",
  },
  "null-added": {
    request: "minor",
    response: "major",
    sentence: "may now be null",
    why: "code that reads it must handle null",
  },
  "null-removed": {
    request: "major",
    response: "minor",
    sentence: "can no longer be null",
    why: "requests with null no longer compile",
  },

  "read-only": {
    request: "major",
    response: "major",
    sentence: "is now readonly",
    why: "code that assigns it no longer compiles",
  },
  "not-read-only": { request: "minor", response: "minor", sentence: "is no longer readonly", why: "" },
  "value-read-only": {
    request: "patch",
    response: "patch",
    sentence: "is now read-only",
    why: "types express that only for fields",
  },
  "value-not-read-only": { request: "patch", response: "patch", sentence: "is no longer read-only", why: "" },
  "write-only": {
    request: "patch",
    response: "major",
    sentence: "is now write-only",
    why: "responses no longer contain it",
  },
  "not-write-only": { request: "patch", response: "minor", sentence: "is no longer write-only", why: "" },

  "parameter-moved": {
    request: "minor",
    response: "minor",
    sentence: "is now a parameter of {after}, was one of {before}",
    why: "calls stay the same; the parameters of the path are another type",
  },

  "format-changed": {
    request: "minor",
    response: "minor",
    sentence: "is now serialized as {after}, was {before}",
    why: "calls stay the same; clients of earlier versions send it differently",
  },

  // Types and values.
  "type-changed": {
    request: "major",
    response: "major",
    sentence: "changed from {before} to {after}",
    why: "code written for the old type no longer compiles",
  },
  "type-specified": {
    request: "major",
    response: "minor",
    sentence: "is now {after}, was unknown",
    why: "requests with another type no longer compile",
  },
  "type-unspecified": {
    request: "minor",
    response: "major",
    sentence: "is now unknown, was {before}",
    why: "code that reads it must check the type",
  },
  "fraction-added": {
    request: "minor",
    response: "minor",
    sentence: "may now be a fraction, not only an integer",
    why: "both are number in TypeScript",
  },
  "fraction-removed": {
    request: "patch",
    response: "patch",
    sentence: "can now only be an integer, not a fraction",
    why: serviceEnforces,
  },
  "alternative-added": {
    request: "minor",
    response: "major",
    sentence: "may also be {after}",
    why: "code that handles all cases must handle another one",
  },
  "alternative-removed": {
    request: "major",
    response: "major",
    sentence: "can no longer be {before}",
    why: "code that writes it or checks for it no longer compiles",
  },
  "value-added": {
    request: "minor",
    response: "major",
    sentence: "has the new {values} {after}",
    why: "a switch over all values no longer covers them",
  },
  "value-removed": {
    request: "major",
    response: "major",
    sentence: "no longer has the {values} {before}",
    why: "code that writes it or compares with it no longer compiles",
  },
  "enum-opened": {
    request: "minor",
    response: "major",
    sentence: "may now be any {after}, not only the known values",
    why: "a switch over all values no longer covers them",
  },
  "enum-closed": {
    request: "major",
    response: "major",
    sentence: "can now only be {after}, was any {before}",
    why: "code that writes or compares with another value no longer compiles",
  },
  "known-value-added": { request: "minor", response: "minor", sentence: "lists the new {values} {after}", why: "" },
  "known-value-removed": {
    request: "minor",
    response: "minor",
    sentence: "no longer lists the {values} {before}",
    why: "the enum is open: any string still compiles",
  },

  // Operations and what belongs to them.
  "operation-added": { request: "minor", response: "minor", sentence: "is a new operation", why: "" },
  "webhook-added": { request: "minor", response: "minor", sentence: "is new", why: "" },
  "operation-removed": { request: "major", response: "major", sentence: "was removed", why: noLongerCompiles },
  "operation-renamed": {
    request: "major",
    response: "major",
    sentence: "changed its id from {before} to {after}",
    why: "its types are indexed by the id",
  },
  "operation-moved": {
    request: "major",
    response: "major",
    sentence: "moved to {after}",
    why: "calls of the raw client contain the method and the path",
  },
  "success-added": {
    request: "major",
    response: "major",
    sentence: "is a new success response: {after}",
    why: "the result of a call may have another type",
  },
  "error-added": {
    request: "minor",
    response: "minor",
    sentence: "is a new error response: {after}",
    why: "any other non-2xx status was already an error of the same class",
  },
  "success-status-added": {
    request: "minor",
    response: "minor",
    sentence: "is now described next to {before}",
    why: "the result of a call already was a response of this kind",
  },
  "success-status-changed": {
    request: "minor",
    response: "minor",
    sentence: "is now described as {after}",
    why: "the result of a call is described by another status",
  },
  "default-for-errors": {
    request: "minor",
    response: "minor",
    sentence: "now describes errors, and {after} the success",
    why: "the result of a call is described by another status",
  },
  "success-removed": { request: "major", response: "major", sentence: "was removed", why: noLongerCompiles },
  "error-removed": {
    request: "minor",
    response: "minor",
    sentence: "is no longer documented",
    why: "if it still occurs, it is an error of the same class as before",
  },
  "content-added": { request: "minor", response: "minor", sentence: "is a new content type: {after}", why: "" },
  "body-added": {
    request: "minor",
    response: "major",
    sentence: "is new, and the response had no body: {after}",
    why: "the result of a call was undefined",
  },
  "event-stream-added": {
    request: "minor",
    response: "major",
    sentence: "is a new content type: an event stream of {after}",
    why: 'a call of the raw client with stream: true now needs a parseAs, such as parseAs: "stream"',
  },
  "main-content-changed": {
    request: "major",
    response: "major",
    sentence: "is now the type of the body: {after}, was {before}",
    why: "code written for the old type no longer compiles",
  },
  "main-content-joined": {
    request: "minor",
    response: "major",
    sentence: "is now one of the types of the body: {after}",
    why: "code written for the old type no longer compiles",
  },
  "content-removed": { request: "major", response: "major", sentence: "was removed", why: noLongerCompiles },

  "schema-name-changed": {
    request: "minor",
    response: "minor",
    sentence: "has the schema {after}, was {before}",
    why: "the types are equal, and the table of operations has the new name",
  },

  // Servers.
  "server-added": { request: "minor", response: "minor", sentence: "is a new server", why: "" },
  "server-removed": { request: "major", response: "major", sentence: "was removed", why: "it may be in use" },
  "server-moved": {
    request: "major",
    response: "major",
    sentence: "is now number {after} in the list of servers, was {before}",
    why: "code that selects a server by its index selects another one",
  },
  "default-server-changed": {
    request: "major",
    response: "major",
    sentence: "is now the default, was {before}",
    why: goesElsewhere,
  },
  "operation-server-changed": {
    request: "major",
    response: "major",
    sentence: "is now sent to {after}, was {before}",
    why: goesElsewhere,
  },
  "operation-server-added": {
    request: "minor",
    response: "minor",
    sentence: "names its server {after}, which was the default",
    why: "",
  },
  "operation-server-removed": {
    request: "minor",
    response: "minor",
    sentence: "no longer names a server, and {before} is the default",
    why: "",
  },
  "server-variable-default": {
    request: "major",
    response: "major",
    sentence: "has the default {after}, was {before}",
    why: "calls that do not set it go to another address",
  },

  // Security.
  "security-added": { request: "minor", response: "minor", sentence: "can now be called with {after}", why: "" },
  "security-removed": {
    request: "major",
    response: "major",
    sentence: "can no longer be called with {before}",
    why: "clients configured that way are rejected",
  },
  "security-dropped": {
    request: "minor",
    response: "minor",
    sentence: "no longer mentions {before}",
    why: "it can be called with no key",
  },
  "security-reordered": {
    request: "minor",
    response: "minor",
    sentence: "prefers {after}, was {before}",
    why: "a client with both credentials sends the preferred one",
  },
  "scope-added": {
    request: "major",
    response: "major",
    sentence: "now requires the scope {after}",
    why: "tokens without it are rejected",
  },
  "scope-removed": { request: "minor", response: "minor", sentence: "no longer requires the scope {before}", why: "" },
  "scope-offered": { request: "minor", response: "minor", sentence: "offers the new scope {after}", why: "" },
  "scope-withdrawn": {
    request: "major",
    response: "major",
    sentence: "no longer offers the scope {before}",
    why: "tokens with it can no longer be requested",
  },
  "scheme-changed": {
    request: "minor",
    response: "minor",
    sentence: "has the {after}, was {before}",
    why: "the client does not request tokens itself",
  },
  "credential-changed": {
    request: "major",
    response: "major",
    sentence: "is now sent {after}, was sent {before}",
    why: "clients of earlier versions send it differently",
  },

  // Documentation.
  title: { request: "patch", response: "patch", sentence: "is now {after}, was {before}", why: "" },
  deprecated: { request: "minor", response: "minor", sentence: "is deprecated", why: "" },
  undeprecated: { request: "patch", response: "patch", sentence: "is no longer deprecated", why: "" },
  "constraint-added": { request: "patch", response: "patch", sentence: "now has the {after}", why: serviceEnforces },
  "constraint-removed": {
    request: "patch",
    response: "patch",
    sentence: "no longer has the {before}",
    why: serviceEnforces,
  },
  "constraint-changed": {
    request: "patch",
    response: "patch",
    sentence: "has the {after}, was {before}",
    why: serviceEnforces,
  },
  "dependency-added": { request: "patch", response: "patch", sentence: "now requires {after}", why: serviceEnforces },
  "dependency-removed": {
    request: "patch",
    response: "patch",
    sentence: "no longer requires {before}",
    why: serviceEnforces,
  },
  "condition-changed": {
    request: "patch",
    response: "patch",
    sentence: "has another condition ({after})",
    why: serviceEnforces,
  },
  "object-closed": {
    request: "patch",
    response: "patch",
    sentence: "no longer admits other fields",
    why: serviceEnforces,
  },
  "object-opened": { request: "patch", response: "patch", sentence: "now admits other fields", why: serviceEnforces },
  example: { request: "patch", response: "patch", sentence: "has a new example", why: "" },
  description: { request: "patch", response: "patch", sentence: "has a new description", why: "" },
} as const satisfies Record<string, Verdict>;

export type ChangeKind = keyof typeof verdicts;

export const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** Returns the bump for a change; the larger one if it affects both requests and responses. */
export function getBump(kind: ChangeKind, direction: Direction): Bump {
  const { request, response }: Verdict = verdicts[kind];
  return direction === "both" ? maxBump([request, response]) : direction === "request" ? request : response;
}

/** Returns the largest of several bumps; `patch` for an empty list. */
export function maxBump(all: readonly Bump[]): Bump {
  return bumps.findLast((bump) => all.includes(bump)) ?? "patch";
}
