/** One conversation: what is said is delivered once, in order, however often the connection breaks. */
import { ApiError } from "./api.js";
import { newId } from "./memory.js";
import { pause } from "./patience.js";

const LATE = "つながりにくいようです。つながったら自動で送ります。";
const LOST = "前の話はもう残っていません。ここから新しい話としてつづけます。";

export class Talk {
  /**
   * @param {{api: import("./api.js").Api, memory: import("./memory.js").Memory, log: import("./log.js").Log,
   *   patience: import("./patience.js").Patience, notices: import("./notices.js").Notices,
   *   giveBack: (text: string) => void, onState: (state: string) => void}} parts
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.cursor = 0;
    this.state = "bot";
    /** Everything that touches the conversation runs one after the other. */
    this.line = Promise.resolve();
  }

  /** @param {string} text */
  say(text) {
    const message = { id: newId(), text };
    this.memory.add(message);
    const mark = this.log.said(text);
    this.#next(() => this.#deliver(message, mark));
  }

  /** Go on with a conversation that the server has already drawn. @param {{id: string, token: string}} talk @param {number} cursor */
  adopt(talk, cursor) {
    this.memory.clear();
    this.memory.talk = talk;
    this.cursor = cursor;
    this.catchUp();
  }

  /** After a reload: send what was not sent, then show everything. */
  resume() {
    if (this.memory.pending.length || this.memory.talk) this.#next(() => this.#restore());
  }

  /** What the others said meanwhile. Resolves to how much was new; trouble is left to the next time. */
  catchUp() {
    return this.#next(() => this.#sync().catch(() => 0));
  }

  /** @param {() => Promise<any>} work */
  #next(work) {
    this.line = this.line.then(work);
    return this.line;
  }

  async #deliver(message, mark) {
    this.patience.start();
    try {
      await this.#tryUntilThrough(message, mark);
    } finally {
      this.patience.stop();
    }
  }

  async #tryUntilThrough(message, mark) {
    for (let attempt = 0; ; attempt += 1) {
      mark.sending();
      try {
        const before = this.state;
        const turn = await this.#post(message);
        mark.sent();
        this.notices.calm();
        if (before === "bot") {
          this.cursor = Math.max(this.cursor, turn.cursor); // 0: answered though nothing could be stored
          this.log.add([{ from: "bot", replies: turn.replies }], mark.element);
        } else {
          await this.#sync().catch(() => 0);
        }
        this.#turnTo(turn.state);
        return;
      } catch (error) {
        if (error instanceof ApiError && error.refused) {
          this.memory.done(message.id);
          mark.remove();
          this.notices.alert(error.detail || "この文は送れませんでした。短くして、もう一度送ってください。");
          this.giveBack(message.text);
          return;
        }
        this.#forgetIfGone(error);
        mark.late();
        this.patience.quiet();
        if (!(error instanceof ApiError && error.gone && attempt === 0)) this.notices.trouble(LATE);
      }
      await pause(attempt);
    }
  }

  async #restore() {
    const marks = this.memory.pending.map((message) => this.log.said(message.text));
    for (let attempt = 0; ; attempt += 1) {
      try {
        for (const message of [...this.memory.pending].slice(0, marks.length)) await this.#post(message);
        const told = await this.api.since(this.memory.talk, 0);
        marks.forEach((mark) => mark.remove());
        this.log.show(told.messages);
        this.cursor = told.cursor;
        this.notices.calm();
        this.#turnTo(told.state);
        return;
      } catch (error) {
        if (error instanceof ApiError && error.refused) this.memory.done(this.memory.pending[0]?.id);
        this.#forgetIfGone(error);
        if (!this.memory.talk && !this.memory.pending.length) return;
        marks.forEach((mark) => mark.late());
        if (!(error instanceof ApiError)) this.notices.trouble(LATE);
      }
      await pause(attempt);
    }
  }

  async #post(message) {
    if (!this.memory.talk) {
      const started = await this.api.start();
      this.memory.talk = { id: started.conversation_id, token: started.token };
      this.cursor = started.cursor;
      this.state = started.state;
    }
    const turn = await this.api.send(this.memory.talk, message);
    this.memory.done(message.id);
    return turn;
  }

  async #sync() {
    if (!this.memory.talk) return 0;
    const told = await this.api.since(this.memory.talk, this.cursor);
    const news = told.messages.filter((item) => item.from !== "parent" && item.cursor > this.cursor);
    this.log.add(news);
    this.cursor = told.cursor;
    this.#turnTo(told.state);
    return news.length;
  }

  /** @param {unknown} error */
  #forgetIfGone(error) {
    if (!(error instanceof ApiError && error.gone)) return;
    this.memory.talk = null;
    this.#turnTo("bot");
    this.notices.alert(LOST);
  }

  /** @param {string} state */
  #turnTo(state) {
    this.state = state;
    this.onState(state);
  }
}
