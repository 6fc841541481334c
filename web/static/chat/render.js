/**
 * Replies as elements: the same as templates/chat/replies.html, made with createElement and textContent only.
 * An unknown type draws nothing, so a newer server does not break an open page.
 */
import { dayLabel, nextLabel, openLabel, telHref, webLink } from "./labels.js";

/**
 * @param {string} tag
 * @param {Object<string, string|boolean|null>} [attributes] `null` and `false` are left out
 * @param {...(Node|string|null|false)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== ""));
  return element;
}

const hidden = (/** @type {string} */ text) => el("span", { class: "hidden" }, text);

/** @param {string} text */
export function parentEntry(text) {
  return el("div", { class: "entry entry--parent" },
    el("p", { class: "entry__who hidden" }, "あなた:"),
    el("p", { class: "bubble bubble--parent" }, text));
}

/**
 * @param {{from: string, text?: string, replies?: object[]}} item
 * @param {boolean} live whether its choices can still be chosen
 */
export function entry(item, live) {
  if (item.from === "parent") return parentEntry(item.text ?? "");
  return el("div", { class: `entry entry--${item.from}` },
    el("p", { class: "entry__who" }, item.from === "human" ? "相談員" : "みちしるべ", hidden(":")),
    item.text ? el("p", { class: "bubble" }, item.text) : null,
    ...(item.replies ?? []).map((reply) => one(reply, live)));
}

/** @param {any} reply @param {boolean} live */
function one(reply, live) {
  switch (reply.type) {
    case "text": return el("p", { class: "bubble" }, reply.text);
    case "services": return el("ul", { class: "cards" }, ...reply.services.map((service) => el("li", {}, card(service))));
    case "contacts": return contactList(reply);
    case "choices": return choices(reply, live);
    case "handoff": return reply.stage === "offer" ? desk(reply) : null;
    default: return null;
  }
}

/** @param {any} service a Card of the chat API */
function card(service) {
  const state = service.open_now === null ? "unknown" : service.open_now ? "yes" : "no";
  const timed = service.hours_text || service.phone || service.open_now !== null;
  return el("article", { class: "card" },
    el("h3", { class: "card__name" }, service.name),
    service.summary ? el("p", { class: "card__summary" }, service.summary) : null,
    points("why", "合う理由", service.reasons),
    points("check", "要確認", service.to_check),
    timed && el("p", { class: `open open--${state}` },
      el("span", { class: "open__sign", "aria-hidden": "true" }, { yes: "○", no: "×", unknown: "?" }[state]),
      el("span", {}, openLabel(service.open_now), service.open_now === false && service.next_open
        ? el("span", { class: "keep" }, nextLabel(service.next_open)) : null)),
    service.phone ? tel(service.phone) : null,
    more(service));
}

/** @param {any} service */
function more(service) {
  const facts = [
    ["受付時間", service.hours_text], ["費用", service.cost_text],
    ["対象の年齢", service.age_text], ["場所", service.address],
  ].filter(([, fact]) => fact);
  const link = webLink(service.url);
  if (!facts.length && !link && !service.verified_on) return null;
  return el("details", { class: "more" },
    el("summary", {}, "くわしく", hidden(` ${service.name}`)),
    facts.length > 0 && el("dl", { class: "facts" },
      ...facts.map(([term, fact]) => el("div", {}, el("dt", {}, term), el("dd", {}, fact)))),
    link && el("p", {},
      el("a", { class: "out", href: link, rel: "noopener noreferrer", target: "_blank" },
        "公式のページ", el("span", { class: "out__hint" }, "(別のページで開きます)"))),
    service.verified_on && el("p", { class: "verified" }, `情報の確認日 ${dayLabel(service.verified_on)}`));
}

/** @param {string} kind @param {string} title @param {string[]} values */
function points(kind, title, values) {
  if (!values?.length) return null;
  return el("div", { class: `points points--${kind}` },
    el("h4", {}, title), el("ul", {}, ...values.map((value) => el("li", {}, value))));
}

/** @param {string} number */
function tel(number) {
  const href = telHref(number);
  const shown = el("span", { class: "tel__number" }, number);
  if (!href) return el("p", { class: "tel__number" }, number);
  return el("a", { class: "tel", href }, el("span", { class: "tel__verb" }, "電話する"), shown);
}

/** @param {any} reply */
function contactList(reply) {
  const level = reply.level === "emergency" ? "emergency" : "urgent";
  return el("section", { class: `contacts contacts--${level}` },
    el("h3", {}, level === "emergency" ? "いますぐ、ここに電話してください" : "電話や文字で相談できるところ"),
    el("ul", {}, ...reply.contacts.map((contact) => el("li", {},
      el("p", { class: "contacts__name" }, contact.name),
      contact.number ? tel(contact.number) : null,
      ...[contact.hours, contact.text_route, contact.note].filter(Boolean)
        .map((text) => el("p", { class: "contacts__more" }, text))))));
}

/** @param {any} reply @param {boolean} live */
function choices(reply, live) {
  const composer = /** @type {HTMLFormElement} */ (document.getElementById("composer"));
  const id = composer.elements.namedItem("client_message_id").value;
  return el("form", { class: "choices", method: "post", action: composer.getAttribute("action") },
    el("input", { type: "hidden", name: "client_message_id", value: id }),
    ...reply.choices.map((choice) =>
      el("button", { class: "choice", name: "text", value: choice.send, disabled: !live }, choice.label)));
}

/** @param {any} reply */
function desk(reply) {
  return el("section", { class: "desk" },
    el("h3", {}, "人に相談できる窓口"),
    reply.desk ? card(reply.desk) : el("p", { class: "bubble" },
      "いま、案内できる窓口の情報がありません。急ぐときは「いますぐ助けがいるとき」の番号に電話してください。"));
}
