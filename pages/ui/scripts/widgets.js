// @ts-check
/* Streamlit names its own controls in English in every language. Here they get the names that the page brings along
   (server/widgets.py), for who listens to the page as for who reads it. */
(function () {
  "use strict";

  const LABELS = ["aria-label", "aria-valuetext", "placeholder"];
  const LABELLED = LABELS.map((label) => `[${label}]`).join();
  const READ = '[role="option"] *, [role="spinbutton"], [data-testid="stFileUploader"] *, [data-testid="stSkipToContent"], [id$="-calendar-desc"]';
  const PART = /\{(\w+)\}/g;
  const PARTS_OF_DATES = /^(year|month|day), (.*)$/s; // of a date's field

  /** @type {Record<string, string>} */
  let whole = {};
  /** @type {{form: RegExp, name: string}[]} with parts that Streamlit fills in */
  let filled = [];
  let language = "";
  /** @type {Intl.DisplayNames | null} */
  let fields = null;

  /** @param {string} said */
  function nameOf(said) {
    if (Object.hasOwn(whole, said)) return whole[said];
    const part = language === "en" ? null : PARTS_OF_DATES.exec(said);
    if (part && fields) return fields.of(part[1]) + ", " + part[2];
    for (const { form, name } of filled) {
      const found = form.exec(said);
      if (found && found.groups) return fill(name, found.groups);
    }
    return said;
  }

  /** @param {string} name @param {Record<string, string>} parts */
  const fill = (name, parts) => name.replace(PART, (_, part) => parts[part]);

  /** "Remove {what}" as a pattern. @param {string} said */
  function formOf(said) {
    const parts = said.split(PART); // text, name of a part, text …
    const escaped = parts.map((part, place) => (place % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    return new RegExp(`^${escaped.join("")}$`, "s");
  }

  /** Once named, a control is left alone until Streamlit names it again. @type {WeakMap<Node, Record<string, string>>} */
  const named = new WeakMap();

  /** @param {Element} one @param {string} place @param {string | null} said @param {(name: string) => void} write */
  function rename(one, place, said, write) {
    const own = named.get(one) || {};
    if (!said || own[place] === said) return;
    const name = nameOf(said);
    named.set(one, { ...own, [place]: name });
    if (name !== said) write(name);
  }

  /** @param {Element} root */
  function mend(root) {
    if (root.closest(".stHtml, iframe")) return; // our own words
    const spoken = document.querySelector(".languages");
    if (spoken instanceof HTMLElement && spoken.dataset.lang !== language) return; // a page in English only
    for (const one of [root, ...root.querySelectorAll(LABELLED)]) {
      if (!one.matches(LABELLED) || one.closest(".stHtml")) continue;
      for (const label of LABELS) rename(one, label, one.getAttribute(label), (name) => one.setAttribute(label, name));
    }
    for (const one of [root, ...root.querySelectorAll(READ)]) {
      const texts = one.matches(READ) ? [...one.childNodes] : [];
      if (texts.length && texts.every((text) => text instanceof Text)) {
        const [first, ...others] = /** @type {Text[]} */ (texts); // Streamlit's, and left in their places
        rename(one, "text", one.textContent, (name) => {
          first.data = name;
          for (const other of others) other.data = "";
        });
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const held = document.getElementById("widget-words");
    if (!held) return;
    const names = Object.entries(JSON.parse(held.textContent || "{}"));
    whole = Object.fromEntries(names.filter(([said]) => !said.includes("{")));
    filled = names.filter(([said]) => said.includes("{")).map(([said, name]) => ({ form: formOf(said), name }));
    language = held.lang;
    fields = new Intl.DisplayNames([language], { type: "dateTimeField" });
    new MutationObserver((changes) => {
      for (const change of changes) {
        const found = change.type === "childList" ? change.addedNodes : [change.target];
        for (const one of found) {
          const root = one instanceof Element ? one : one.parentElement;
          if (root && root.isConnected) mend(root);
        }
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: LABELS });
    mend(document.body);
  });
})();
