import { describe, expect, test } from "vitest";
import { ConnectionError, RequestTimeoutError } from "../../src/models/errors.ts";
import { toNetworkError } from "../../src/response/network-error.ts";

const createError = (code: string, message = `connect ${code}`) => Object.assign(new Error(message), { code });
/** Creates an error as Node's fetch throws it. */
const createFetchError = (code: string) => new TypeError("fetch failed", { cause: createError(code) });

describe("toNetworkError determines the kind from a code of the runtime or the system, on the error or a cause", () => {
  test.each<[string, string]>([
    ["ECONNREFUSED", "refused"],
    ["ConnectionRefused", "refused"],
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["EAI_FAIL", "dns"],
    ["FailedToOpenSocket", "dns"],
    ["ECONNRESET", "reset"],
    ["EPIPE", "reset"],
    ["UND_ERR_SOCKET", "reset"],
    ["ConnectionClosed", "reset"],
    ["ConnectionReset", "reset"],
    ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "truncated"],
    ["ERR_STREAM_PREMATURE_CLOSE", "truncated"],
    ["Z_BUF_ERROR", "truncated"],
    ["Z_DATA_ERROR", "truncated"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["UND_ERR_CONNECT_TIMEOUT", "network"],
    ["UND_ERR_HEADERS_OVERFLOW", "network"],
    ["ETIMEDOUT", "network"],
    ["EHOSTUNREACH", "network"],
    ["ENETUNREACH", "network"],
    ["ENETDOWN", "network"],
    ["ECONNABORTED", "network"],
    ["HPE_INVALID_CONSTANT", "network"],
    ["HPE_HEADER_OVERFLOW", "network"],
  ])("%s: %s", (code, kind) => {
    for (const thrown of [createError(code), createFetchError(code), { code }]) {
      const error = toNetworkError(thrown, { attempts: 2 });
      expect(ConnectionError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ kind, attempts: 2, message: expect.stringContaining(code) });
      expect(error?.cause).toBe(thrown);
    }
  });

  test.each(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"])("%s is a timeout of the runtime", (code) => {
    const cause = createFetchError(code);
    for (const error of [toNetworkError(cause, { attempts: 2 }), toNetworkError(cause, { attempts: 2 }, "truncated")]) {
      expect(RequestTimeoutError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ kind: "runtime", timeoutMs: undefined, attempts: 2 });
      expect(error?.cause).toBe(cause);
    }
  });
});

describe("toNetworkError determines the kind from the message if there is no code", () => {
  test.each<[string, string, string]>([
    ["Node", "fetch failed", "network"],
    ["Node, in the body", "terminated", "truncated"],
    ["Chrome", "Failed to fetch", "network"],
    ["Chrome, in the body", "network error", "network"],
    ["Firefox", "NetworkError when attempting to fetch resource.", "network"],
    ["Firefox, in the body", "Error in input stream", "network"],
    ["Safari", "Load failed", "network"],
    ["Safari", "The network connection was lost.", "network"],
    ["Safari", "The Internet connection appears to be offline.", "network"],
    ["Safari", "A server with the specified hostname could not be found.", "network"],
    ["Safari", "Could not connect to the server.", "network"],
    ["Bun", "The socket connection was closed unexpectedly. For more information, pass `verbose: true`", "truncated"],
    ["Bun", "Unable to connect. Is the computer able to access the url?", "refused"],
    ["Deno", "error sending request for url (http://a.test/): client error (Connect)", "network"],
    ["Deno, in the body", "error reading a body from connection", "network"],
    ["Deno", "connection closed before message completed", "network"],
    ["Deno, in the cause", "Connection reset by peer (os error 104)", "reset"],
    ["Workers", "Network connection lost.", "network"],
    ["Workers", "internal error; reference = abc", "network"],
  ])("%s: %s", (_, message, kind) => {
    const error = toNetworkError(new TypeError(message), { attempts: 1 });
    expect(ConnectionError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) });
  });

  test.each([
    ["Bun", "The operation timed out."],
    ["Safari", "The request timed out."],
  ])("a timeout of %s: %s", (_, message) => {
    expect(toNetworkError(new DOMException(message, "TimeoutError"), { attempts: 1 })).toMatchObject({
      name: "RequestTimeoutError",
      kind: "runtime",
    });
    expect(toNetworkError(new TypeError(message), { attempts: 1 })).toMatchObject({
      name: "RequestTimeoutError",
      kind: "runtime",
    });
  });

  test("a code of a cause has precedence over the message of the error", () => {
    expect(
      toNetworkError(new TypeError("terminated", { cause: createError("ENOTFOUND") }), { attempts: 1 }),
    ).toMatchObject({
      kind: "dns",
    });
  });
});

const formatOpenSSLError = (reason: string) =>
  `409D06371B7F0000:error:0A00010B:SSL routines:tls_validate_record_header:${reason}:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n`;

describe("a failed TLS handshake has a one-line message without OpenSSL source paths", () => {
  test.each([
    ["ERR_SSL_WRONG_VERSION_NUMBER", formatOpenSSLError("wrong version number"), "wrong version number"],
    ["EPROTO", `write EPROTO ${formatOpenSSLError("wrong version number")}`, "write EPROTO wrong version number"],
    [
      "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
      formatOpenSSLError("tlsv1 alert internal error"),
      "tlsv1 alert internal error",
    ],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", "self-signed certificate"],
  ])("%s", (code, message, reason) => {
    const error = toNetworkError(new TypeError("fetch failed", { cause: createError(code, message) }), { attempts: 1 });
    expect(error).toMatchObject({
      kind: "tls",
      message: `The connection failed in the TLS handshake (${code}: ${reason})`,
    });
  });

  test("keeps Bun's message of a failed TLS handshake", () => {
    const message = "EPROTO: The TLS handshake failed. Does the server speak TLS on this port?";
    expect(toNetworkError(new TypeError(message), { attempts: 1 })).toMatchObject({ kind: "tls" });
  });
});

describe("toNetworkError, with an error that is not a network error", () => {
  test.each<[string, unknown]>([
    ["another error", new Error("boom")],
    ["a message that contains a known message", new Error("my fetch failed")],
    ["another code", createError("ERR_INVALID_ARG_TYPE")],
    ["an abort", new DOMException("This operation was aborted", "AbortError")],
    ["text", "fetch failed"],
    ["undefined", undefined],
    ["null", null],
    ["a number", 5],
    ["a code that is not a string", { code: 5, message: {} }],
  ])("%s is not a network error", (_, thrown) => {
    expect(toNetworkError(thrown, { attempts: 1 })).toBeUndefined();
  });

  test("any error while a body is read has the kind truncated", () => {
    const thrown = new Error("boom");
    expect(toNetworkError(thrown, { attempts: 3 }, "truncated")).toMatchObject({
      name: "ConnectionError",
      kind: "truncated",
      cause: thrown,
      attempts: 3,
    });
    expect(toNetworkError(undefined, { attempts: 3 }, "truncated")).not.toHaveProperty("cause");
  });
});

describe("toNetworkError, with a chain of causes", () => {
  test("follows causes and the errors of an AggregateError", () => {
    const aggregate = new AggregateError([new Error("x"), createError("ECONNREFUSED")], "all failed");
    expect(toNetworkError(new TypeError("fetch failed", { cause: aggregate }), { attempts: 1 })).toMatchObject({
      kind: "refused",
    });
    expect(
      toNetworkError(new Error("a", { cause: new Error("b", { cause: createError("ENOTFOUND") }) }), { attempts: 1 }),
    ).toMatchObject({
      kind: "dns",
    });
  });

  test("accepts a circular or endless chain of causes", () => {
    const circular: Error & { cause?: unknown } = new Error("boom");
    circular.cause = circular;
    expect(toNetworkError(circular, { attempts: 1 })).toBeUndefined();
    const endless = {
      message: "boom",
      get cause(): unknown {
        return { ...Object.getOwnPropertyDescriptors(this), message: "x", cause: endless };
      },
    };
    expect(toNetworkError(endless, { attempts: 1 })).toBeUndefined();
    expect(
      toNetworkError(new AggregateError(Array.from({ length: 1_000 }, () => new Error("x"))), { attempts: 1 }),
    ).toBeUndefined();
  });
});

describe("the message of a network error names the server", () => {
  const url = "https://api.test:8443/v1/chat/completions?key=hunter2";

  test.each<[string, string]>([
    ["ECONNREFUSED", "The connection to https://api.test:8443 was refused (ECONNREFUSED: x)"],
    ["ENOTFOUND", "The connection to https://api.test:8443 failed: the host name could not be resolved (ENOTFOUND: x)"],
    ["ECONNRESET", "The connection to https://api.test:8443 was reset (ECONNRESET: x)"],
    [
      "Z_BUF_ERROR",
      "The connection to https://api.test:8443 was closed before the response was complete (Z_BUF_ERROR: x)",
    ],
    ["EPROTO", "The connection to https://api.test:8443 failed in the TLS handshake (EPROTO: x)"],
    ["ETIMEDOUT", "The connection to https://api.test:8443 failed (ETIMEDOUT: x)"],
  ])("%s", (code, message) => {
    expect(toNetworkError(createError(code, "x"), { attempts: 1, url })?.message).toBe(message);
  });

  test("a port that fetch blocks", () => {
    const cause = new TypeError("fetch failed", { cause: new Error("bad port") });
    expect(toNetworkError(cause, { attempts: 1, url: "http://127.0.0.1:1/v1" })?.message).toBe(
      "The connection to http://127.0.0.1:1 failed (bad port)",
    );
  });

  test("an error while a body is read", () => {
    expect(toNetworkError(undefined, { attempts: 1, url }, "truncated").message).toBe(
      "The connection to https://api.test:8443 was closed before the response was complete",
    );
  });

  test("a time limit of the runtime", () => {
    const message = "No response from https://api.test:8443 within a time limit of the runtime";
    expect(toNetworkError(createError("UND_ERR_HEADERS_TIMEOUT", "x"), { attempts: 1, url })?.message).toBe(message);
  });

  test("an unknown URL", () => {
    expect(toNetworkError(createError("EPIPE", "x"), { attempts: 1 })?.message).toBe(
      "The connection was reset (EPIPE: x)",
    );
  });

  test("a message of the runtime with the URL, without the query string and credentials", () => {
    const cause = new TypeError(`error sending request for url (${url}): client error (Connect)`);
    expect(
      toNetworkError(cause, { attempts: 1, url: "https://user:hunter2@api.test/v1?key=hunter2#hunter2" })?.message,
    ).toBe(
      "The connection to https://api.test failed (error sending request for url (https://api.test:8443/v1/chat/completions?… client error (Connect))",
    );
  });
});
