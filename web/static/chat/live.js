/**
 * Looks for news while a person is expected or there: every 3 s at first, slower while nothing comes,
 * not at all in a hidden tab. Becoming visible always looks once.
 */
const SOON = 3_000;
const SELDOM = 20_000;

export class Live {
  /** @param {() => Promise<number>} look resolves to how much was new */
  constructor(look) {
    this.look = look;
    this.following = false;
    this.delay = SOON;
    this.timer = 0;
    document.addEventListener("visibilitychange", () => {
      clearTimeout(this.timer);
      if (!document.hidden) this.#again();
    });
  }

  /** @param {string} state of the conversation */
  follow(state) {
    const wanted = state === "waiting" || state === "human";
    if (wanted === this.following) return;
    this.following = wanted;
    this.delay = SOON;
    clearTimeout(this.timer);
    if (wanted) this.#plan();
  }

  #plan() {
    clearTimeout(this.timer);
    if (this.following && !document.hidden) this.timer = setTimeout(() => this.#again(), this.delay);
  }

  async #again() {
    const news = await this.look();
    this.delay = news ? SOON : Math.min(SELDOM, this.delay * 1.4);
    this.#plan();
  }
}
