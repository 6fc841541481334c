/** What this tab remembers: the conversation's name and token, and what has not been sent yet. */

const KEY = "k";

export class Memory {
  constructor() {
    /** @type {{talk: {id: string, token: string}|null, pending: {id: string, text: string}[]}} */
    this.kept = { talk: null, pending: [] };
    try {
      this.kept = { ...this.kept, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
    } catch {
      // A browser that refuses storage only loses the way back after a reload.
    }
  }

  get talk() {
    return this.kept.talk;
  }

  get pending() {
    return this.kept.pending;
  }

  /** @param {{id: string, token: string}|null} talk */
  set talk(talk) {
    this.kept.talk = talk;
    this.#keep();
  }

  /** @param {{id: string, text: string}} message */
  add(message) {
    this.kept.pending.push(message);
    this.#keep();
  }

  /** @param {string} id */
  done(id) {
    this.kept.pending = this.kept.pending.filter((message) => message.id !== id);
    this.#keep();
  }

  clear() {
    this.kept = { talk: null, pending: [] };
    this.#keep();
  }

  #keep() {
    try {
      if (this.talk || this.pending.length) sessionStorage.setItem(KEY, JSON.stringify(this.kept));
      else sessionStorage.removeItem(KEY);
    } catch {
      // See above.
    }
  }
}

/** Works on plain http too, where crypto.randomUUID is missing. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
