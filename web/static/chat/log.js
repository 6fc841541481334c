/** The conversation on the page: adds entries, marks what is on its way, and scrolls with care. */
import { el, entry, parentEntry } from "./render.js";

export class Log {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** What the server greeted with; shown again above a conversation that does not begin with a greeting. */
    this.greeting = [...element.children];
  }

  /** The parent's message, until it is delivered. @param {string} text */
  said(text) {
    this.closeChoices();
    const element = parentEntry(text);
    element.dataset.pending = "";
    this.element.append(element);
    element.scrollIntoView({ block: "end" });
    return new Mark(element);
  }

  /** @param {object[]} items @param {Element|null} [from] the entry that the answer should be read from */
  add(items, from = null) {
    items = items.filter(says);
    if (!items.length) return;
    this.closeChoices();
    this.element.append(...items.map((item, place) => entry(item, place === items.length - 1)));
    // In a crisis the numbers, and not what was written, must be in sight on a small screen.
    const answer = this.element.lastElementChild;
    const first = from && answer?.querySelector(".contacts") ? answer : from;
    first?.scrollIntoView({ block: "start" });
  }

  /** The whole conversation, without announcing it. What is still on its way stays at the end. @param {any[]} items */
  show(items) {
    items = items.filter(says);
    const waiting = this.element.querySelectorAll("[data-pending]");
    const greeting = items[0]?.from === "parent" ? this.greeting : [];
    this.element.setAttribute("aria-live", "off");
    this.element.replaceChildren(
      ...greeting, ...items.map((item, place) => entry(item, place === items.length - 1)), ...waiting);
    if (waiting.length) this.closeChoices();
    [...this.element.querySelectorAll(".entry--parent")].at(-1)?.scrollIntoView({ block: "start" });
    setTimeout(() => this.element.setAttribute("aria-live", "polite"), 500);
  }

  closeChoices() {
    for (const button of this.element.querySelectorAll(".choices button")) button.disabled = true;
  }
}

/** An answer may be empty, while a person is awaited. @param {{text?: string, replies?: object[]}} item */
function says(item) {
  return Boolean(item.text || item.replies?.length);
}

/** One message of the parent on its way. Not announced: the alert speaks when something is wrong. */
class Mark {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.note = el("p", { class: "entry__mark", "aria-live": "off" });
    element.append(this.note);
  }

  sending() {
    this.note.textContent = "送信中";
  }

  late() {
    this.note.textContent = "まだ届いていません。つながったら送ります";
  }

  sent() {
    delete this.element.dataset.pending;
    this.note.remove();
  }

  remove() {
    this.element.remove();
  }
}
