/** The text box: Enter sends, Shift+Enter makes a line, an unfinished conversion of kana is never sent. */

const NEAR_THE_END = 200;

export class Composer {
  /** @param {HTMLFormElement} form @param {(text: string) => void} send */
  constructor(form, send) {
    this.form = form;
    this.box = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
    this.count = /** @type {HTMLElement} */ (document.getElementById("count"));
    this.send = send;
    form.addEventListener("submit", (event) => this.#submit(event));
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("input", () => this.#fit());
    this.#fit();
  }

  /** A text that could not be sent comes back, unless something new is being written. @param {string} text */
  giveBack(text) {
    if (!this.box.value) this.box.value = text;
    this.#fit();
    this.box.focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (text) {
      this.box.value = "";
      this.#fit();
      this.send(text);
    }
    this.box.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event Safari ends a composition with Enter and isComposing false, but keyCode 229. */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #fit() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + this.box.offsetHeight - this.box.clientHeight}px`;
    const left = this.box.maxLength - this.box.value.length;
    this.count.textContent = left <= NEAR_THE_END ? `あと${left}文字` : "";
  }
}
