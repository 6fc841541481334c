/** Takes over the page that the server has drawn. Without this file everything still works as forms. */
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { offerErase } from "./erase.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Notices } from "./notices.js";
import { Patience } from "./patience.js";
import { Talk } from "./talk.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const { api: base = "", conversation, token, cursor } = byId("talk").dataset;
const api = new Api(base);
const memory = new Memory();
const log = new Log(byId("log"));
const notices = new Notices(byId("alert"), byId("note"));
const patience = new Patience(byId("thinking"), byId("slow"));
const composer = new Composer(/** @type {HTMLFormElement} */ (byId("composer")), (text) => talk.say(text));
const live = new Live(() => talk.catchUp());
const talk = new Talk({
  api, memory, log, patience, notices,
  giveBack: (text) => composer.giveBack(text),
  onState: (state) => live.follow(state),
});

log.element.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement|null} */ (event.submitter);
  event.preventDefault();
  if (button) talk.say(button.value);
  composer.box.focus({ preventScroll: true });
});

// The way to the emergency numbers also opens them.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href="#help"]');
  if (!link) return;
  event.preventDefault();
  const help = /** @type {HTMLDetailsElement} */ (byId("help"));
  help.open = true;
  help.scrollIntoView({ block: "start" });
  help.querySelector("summary")?.focus({ preventScroll: true });
});

offerErase({ api, memory, notices, drawnByServer: Boolean(conversation) });
if (conversation && token) talk.adopt({ id: conversation, token }, Number(cursor));
else talk.resume();
document.documentElement.classList.add("ready");
