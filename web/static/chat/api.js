/** The chat API, and nothing about the page. Network trouble throws TypeError or TimeoutError. */

const PATIENCE = 45_000;

/** An answer that is not 2xx. `detail` is a kind sentence for the parent. */
export class ApiError extends Error {
  /** @param {number} status @param {{code?: string, detail?: string}} problem */
  constructor(status, problem) {
    super(problem.code ?? String(status));
    this.status = status;
    this.detail = problem.detail ?? "";
  }

  /** The conversation is erased, expired or not ours. */
  get gone() {
    return [401, 403, 404, 410].includes(this.status);
  }

  /** Sending the same again cannot help. */
  get refused() {
    return this.status >= 400 && this.status < 500 && ![408, 425, 429].includes(this.status) && !this.gone;
  }
}

export class Api {
  /** @param {string} base for example /api/v1 */
  constructor(base) {
    this.base = base;
  }

  start() {
    return this.#ask("POST", "");
  }

  /** @param {{id: string, token: string}} talk @param {{id: string, text: string}} message */
  send(talk, message) {
    return this.#ask("POST", `/${talk.id}/messages`, talk.token, { text: message.text, client_message_id: message.id });
  }

  /** @param {{id: string, token: string}} talk @param {number} after */
  since(talk, after) {
    return this.#ask("GET", `/${talk.id}/messages?after=${after}`, talk.token);
  }

  /** @param {{id: string, token: string}} talk */
  erase(talk) {
    return this.#ask("DELETE", `/${talk.id}`, talk.token);
  }

  /** @param {string} method @param {string} path @param {string} [token] @param {object} [body] */
  async #ask(method, path, token, body) {
    /** @type {Object<string, string>} */
    const headers = { Accept: "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body || method === "POST") headers["Content-Type"] = "application/json";
    const response = await fetch(`${this.base}/conversations${path}`, {
      method,
      headers,
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE), // older Safari has none and waits as long as it likes
    });
    if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
    return response.status === 204 ? {} : response.json();
  }
}
