/**
 * 「すぐに閉じる」. Underneath it is a real link to /exit. Here the page goes blank first, this tab forgets
 * its token, and the address is replaced, so that the back button leads past it. Shift three times does the
 * same (after GOV.UK's exit-this-page).
 */
import { framed, tell } from "./frame.js";

const TIMES = 3;
const WITHIN = 5_000;

const link = /** @type {HTMLAnchorElement} */ (document.getElementById("exit"));
const status = /** @type {HTMLElement} */ (document.getElementById("exit-status"));
let pressed = 0;
let alone = false;
let timer = 0;

function leave() {
  document.documentElement.classList.add("left");
  document.title = "読み込み中";
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was stored then.
  }
  if (framed) {
    if (!tell("michi:exit")) window.open(link.href, "_top");
  } else {
    location.replace(link.dataset.exitUrl ?? link.href);
  }
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

// Shift counts only when pressed by itself: Shift+Tab or a capital letter must not close the page.
addEventListener("keydown", (event) => {
  alone = event.key === "Shift";
  if (!alone) pressed = 0;
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  clearTimeout(timer);
  pressed += 1;
  if (pressed >= TIMES) return leave();
  status.textContent = pressed === TIMES - 1 ? "Shift をもう1回押すと、このページを閉じます。" : "";
  timer = setTimeout(() => {
    pressed = 0;
    status.textContent = "";
  }, WITHIN);
});

// A page that comes back from the browser's memory is loaded anew, never shown as it was.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.classList.contains("left")) location.reload();
});
