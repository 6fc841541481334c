/** What the parent sees while waiting: nothing at first, then a word, then a way to a person. */

export class Patience {
  /** @param {HTMLElement} status @param {HTMLElement} slow the desk, ready in the page */
  constructor(status, slow) {
    this.status = status;
    this.slow = slow;
    /** @type {number[]} */
    this.timers = [];
  }

  start() {
    this.stop();
    this.timers = [
      setTimeout(() => this.#say("考えています"), 400),
      setTimeout(() => this.#say("少し時間がかかっています"), 4_000),
      setTimeout(() => this.#offer(), 12_000),
    ];
  }

  /** The connection is the trouble, and the page says so: only the desk is still to come. */
  quiet() {
    this.timers.slice(0, 2).forEach(clearTimeout);
    this.status.textContent = "";
  }

  stop() {
    this.timers.forEach(clearTimeout);
    this.status.textContent = "";
    this.slow.hidden = true;
  }

  #offer() {
    this.slow.hidden = false;
    this.slow.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} text */
  #say(text) {
    this.status.textContent = text;
    this.status.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Wait before another try: 1, 2, 4 … 30 s, less some chance so that many tabs do not come at once.
 * Ends early when the browser says that it is online again.
 * @param {number} attempt
 */
export function pause(attempt) {
  const longest = Math.min(30_000, 1_000 * 2 ** attempt);
  return new Promise((resolve) => {
    const timer = setTimeout(wake, longest * (0.7 + Math.random() * 0.3));
    function wake() {
      clearTimeout(timer);
      removeEventListener("online", wake);
      resolve(undefined);
    }
    addEventListener("online", wake);
  });
}
