/** How a value of a reply is written on the page. web/chat/labels.py says the same in Python. */

/**
 * `tel:` link of the first number in the text. A "#" must be escaped in a URL (RFC 3966).
 * @param {string|null} number
 * @returns {string|null}
 */
export function telHref(number) {
  const found = /#\d{3,5}|\d[\d()\-‐‑–—−ー ]*\d/.exec((number ?? "").normalize("NFKC"));
  const digits = found ? found[0].replace(/[^\d#]/g, "") : "";
  return digits.length >= 3 ? `tel:${digits.replace("#", "%23")}` : null;
}

/** @param {boolean|null} openNow */
export function openLabel(openNow) {
  if (openNow === null) return "開いているかは要確認";
  return openNow ? "いま開いています" : "いま閉まっています";
}

/** @param {string} nextOpen */
export function nextLabel(nextOpen) {
  return `(次は ${momentLabel(nextOpen)}から)`;
}

/** An ISO moment as 11/24 8:30; any other text as it is, without its own closing から. @param {string} value */
export function momentLabel(value) {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)/.exec(value);
  if (!found) return value.replace(/から$/, "");
  return `${Number(found[2])}/${Number(found[3])} ${Number(found[4])}:${found[5]}`;
}

/** 2026-11-01 as 2026年11月1日; any other text as it is. @param {string} value */
export function dayLabel(value) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  return found ? `${found[1]}年${Number(found[2])}月${Number(found[3])}日` : value;
}

/** Only web addresses become links (never `javascript:`). @param {string|null} url */
export function webLink(url) {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
