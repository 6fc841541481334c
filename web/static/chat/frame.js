/**
 * The widget's side of the talk with embed.js. Only a page of the configured origins that really is our
 * parent is listened to, and answers go to that exact origin.
 */

/** @type {string|null} the origin of the page around us, once it has said hello */
let around = null;

export const framed = window.parent !== window;

if (framed) {
  const allowed = (document.getElementById("talk")?.dataset.embedOrigins ?? "").split(" ").filter(Boolean);
  addEventListener("message", (event) => {
    const known = event.source === window.parent && allowed.includes(event.origin);
    if (known && event.data === "michi:hello") around = event.origin;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open]")) tell("michi:close");
  });
}

/**
 * @param {"michi:close"|"michi:exit"} wish
 * @returns {boolean} whether somebody is there to hear it
 */
export function tell(wish) {
  if (around === null) return false;
  window.parent.postMessage(wish, around);
  return true;
}
