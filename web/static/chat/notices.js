/** Sentences above the text box: an alert is announced at once, a note politely. */
import { el } from "./render.js";

export class Notices {
  /** @param {HTMLElement} alert @param {HTMLElement} note */
  constructor(alert, note) {
    this.place = alert;
    this.polite = note;
  }

  /** Something to do or to know. @param {string} text */
  alert(text) {
    this.place.replaceChildren(el("p", { class: "notice notice--error" }, text));
    this.place.scrollIntoView({ block: "nearest" });
  }

  /** Trouble with the connection: says so once, and where help is meanwhile. @param {string} text */
  trouble(text) {
    if (this.place.querySelector(".notice--trouble")) return;
    this.place.replaceChildren(el("p", { class: "notice notice--error notice--trouble" }, text,
      "急ぐときは", el("a", { href: "#help" }, "「いますぐ助けがいるとき」"), "の番号に電話できます。"));
    this.place.scrollIntoView({ block: "nearest" });
  }

  /** The trouble is over. */
  calm() {
    this.place.replaceChildren();
    this.polite.replaceChildren();
  }
}
