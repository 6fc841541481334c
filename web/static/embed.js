/*
 * One line puts a button on a page of the town; it opens the chat in a panel:
 *   <script src="https://HOST/static/embed.js" data-label="相談先をさがす" async></script>
 *   <noscript><a href="https://HOST/">相談先をさがす</a></noscript>
 * Settings: data-label, data-position="left|right", data-open="true". The page must be among the embed origins.
 * Styles stay in a shadow root. Only our own frame and origin are heard.
 */
(() => {
  const script = document.currentScript;
  if (!script) return;
  const widget = new URL("../widget", script.src);
  const exit = new URL("../exit", script.src);
  const label = (script.dataset.label || "相談先をさがす").slice(0, 40);
  const side = script.dataset.position === "left" ? "left" : "right";

  const make = (tag) => document.createElement(tag);
  const host = make("div");
  const root = host.attachShadow({ mode: "open" });
  const css = `
  :host { all: initial }
  * { box-sizing: border-box; font: 700 16px/1.5 "Hiragino Sans", "Noto Sans JP", Meiryo, sans-serif }
  button { min-height: 48px; padding: 0 20px; border: 2px solid #fff; border-radius: 24px; background: #1b5240; color: #fff }
  button:hover { background: #123c2e }
  button:focus-visible { outline: 3px solid; outline-offset: -6px }
  .opener { position: fixed; bottom: 16px; ${side}: 16px; z-index: 2147483646; box-shadow: 0 4px 16px #0004 }
  dialog { position: fixed; inset: auto; bottom: 16px; ${side}: 16px; z-index: 2147483647; margin: 0; padding: 0;
    width: 400px; height: min(680px, 96dvh); max-width: none; max-height: none;
    border: 1px solid; border-radius: 16px; overflow: hidden; background: #fbf7ef; box-shadow: 0 9px 40px #0005 }
  dialog[open] { display: flex; flex-direction: column }
  header { display: flex; justify-content: space-between; align-items: center; padding-left: 16px; background: #1b5240; color: #fff }
  header button { min-height: 44px; border: 0; border-radius: 0; font-size: 15px }
  iframe { flex: 1; width: 100%; border: 0 }
  @media (max-width: 600px) { dialog { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0 } }
  @media print { * { display: none } }`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = make("style");
    style.textContent = css;
    root.append(style);
  }

  const opener = make("button");
  opener.className = "opener";
  opener.textContent = label;
  opener.setAttribute("aria-haspopup", "dialog");
  const panel = make("dialog");
  panel.setAttribute("aria-label", label);
  const closer = make("button");
  closer.textContent = "× たたむ";
  const frame = make("iframe");
  frame.title = label;
  frame.referrerPolicy = "no-referrer";
  const head = make("header");
  head.append(label, closer);
  panel.append(head, frame);
  root.append(opener, panel);

  function open() {
    if (!frame.src) frame.src = widget.href;
    if (matchMedia("(max-width: 600px)").matches) panel.showModal();
    else panel.show();
    opener.hidden = true;
    frame.focus();
  }

  opener.addEventListener("click", open);
  closer.addEventListener("click", () => panel.close());
  panel.addEventListener("keydown", (e) => e.key === "Escape" && panel.close());
  panel.addEventListener("close", () => {
    opener.hidden = false;
    opener.focus();
  });
  frame.addEventListener("load", () => {
    if (!frame.src) return;
    frame.contentWindow.postMessage("michi:hello", widget.origin);
    // The focus was given to the empty frame; without this the next Tab would leave the page.
    if (root.activeElement === frame) frame.contentWindow.focus();
  });
  addEventListener("message", (event) => {
    if (event.origin !== widget.origin || event.source !== frame.contentWindow) return;
    if (event.data === "michi:close") panel.close();
    if (event.data !== "michi:exit") return;
    document.title = "読み込み中";
    document.documentElement.style.display = "none";
    location.replace(exit.href);
  });

  const place = () => {
    document.body.append(host);
    if (script.dataset.open === "true") open();
  };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
