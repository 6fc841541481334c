/** 「話の内容を消す」: asks back in a dialog, erases on the server, forgets here, and starts afresh. */

/**
 * @param {{api: import("./api.js").Api, memory: import("./memory.js").Memory,
 *   notices: import("./notices.js").Notices, drawnByServer: boolean}} parts
 */
export function offerErase({ api, memory, notices, drawnByServer }) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("erase"));
  document.getElementById("erase-link")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  document.getElementById("erase-cancel")?.addEventListener("click", () => dialog.close());
  dialog.querySelector("form")?.addEventListener("submit", async (event) => {
    const talk = memory.talk;
    if (drawnByServer) return memory.clear(); // the form goes to the server, which knows the cookie
    event.preventDefault();
    try {
      if (talk) await api.erase(talk);
    } catch (error) {
      if (error.gone !== true) {
        dialog.close();
        return notices.alert("いまは消せませんでした。つながってから、もう一度「話の内容を消す」を押してください。");
      }
    }
    memory.clear();
    location.replace(`${location.pathname}?done=erased`);
  });
}
