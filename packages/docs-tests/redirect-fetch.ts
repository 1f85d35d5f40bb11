/**
 * Loaded before a snippet or an example. Sends the requests for the service to the mock server instead, with the
 * `Prefer` header that selects the response. Other hosts cannot be called.
 */
const { MOCK_URL = "", MOCK_PREFER } = process.env;
const service = "https://openrouter.ai/api/v1";
const originalFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { hostname } = new URL(request.url);
  const isService = request.url.startsWith(service);
  if (!isService && !/^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname)) {
    throw new Error(`Snippets can only call the service, not ${hostname}`);
  }
  const url = isService ? MOCK_URL + request.url.slice(service.length) : request.url;
  const { method, redirect } = request;
  // Not that of `request`: it follows this one only until `request` is garbage-collected.
  const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
  const headers = new Headers(request.headers);
  if (MOCK_PREFER !== undefined && url.startsWith(MOCK_URL)) headers.set("Prefer", MOCK_PREFER);
  const body = method === "GET" || method === "HEAD" ? null : await request.arrayBuffer();
  return originalFetch(url, { method, headers, body, signal, redirect });
};
