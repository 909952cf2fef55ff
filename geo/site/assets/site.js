/* What any page of the site does besides being read: addresses of the app lead to their page, a fold opens where an
   address leads into it, and what an address asks for that a still page can't show is said. */
(function () {
  "use strict";

  const told = document.querySelector("[data-root]").dataset;
  const root = new URL(told.root, location.href); // of the pages in this language
  const home = new URL(told.home || told.root, location.href); // of the site, where the map is
  const listed = (names) => (names || "").split(" ").filter(Boolean);
  const words = JSON.parse(told.words || "{}");
  const word = (english, parts = {}) => (words[english] || english).replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const page = () => here().split("/")[0];
  const asked = new URLSearchParams(location.search);

  /* Each language has a folder. lang=fr, as in an address of the app, leads to it; the map without a word is shown in the
     language of the browser, as in the app. Whether the page is left. */
  const language = document.documentElement.lang;
  const main = (code) => code.toLowerCase().split("-")[0];
  const find = (code) => listed(told.languages).find((one) => one.toLowerCase() === code.toLowerCase());

  function wished() {
    const said = find(asked.get("lang") || "");
    if (said || address() !== home.href) return said;
    for (const code of navigator.languages) {
      const found = listed(told.languages).find((one) => main(one) === main(code));
      if (found) return found;
    }
    return undefined;
  }

  function leadToLanguage() {
    const code = wished();
    if (!code || code === language) return false;
    const query = new URLSearchParams(asked);
    query.delete("lang");
    if (code === "en" && here() === "") query.set("lang", code); // or the browser's language would be spoken again
    const rest = String(query) ? "?" + query : "";
    const file = location.protocol === "file:" ? "index.html" : "";
    location.replace(home.href + (code === "en" ? "" : code + "/") + here() + file + rest + location.hash);
    return true;
  }

  /* countries?country=ESP, sources?source=ID and …&at=FOLD are addresses of the app: each has a page of its own here. What
     names none of them is said. */
  function lead() {
    const key = { countries: asked.has("country") ? "country" : "open", sources: "source" }[page()];
    const wanted = key && asked.get(key);
    const anchor = asked.get("at");
    if (wanted && here() === page() + "/") {
      const found = ownPage(wanted);
      if (found) location.replace(found + (anchor ? "#" + encodeURIComponent(anchor) : ""));
      else say(word("“{asked}” has no page of its own here, so all are listed.", { asked: wanted.slice(0, 80) }));
    } else if (anchor && !location.hash) {
      location.hash = anchor;
    }
  }

  const address = () => location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  const here = () => address().slice(root.href.length); // the page's folder among those of its language

  /* The page of a country or a source by its code or name, among those that this page leads to. */
  function ownPage(wanted) {
    const plain = wanted.trim().toLowerCase();
    for (const link of document.querySelectorAll("main a.within")) {
      const [folder, code] = link.href.split(/[?#]/)[0].slice(root.href.length).replace(/index\.html$/, "").split("/");
      if (folder === page() && code && [code.toLowerCase(), link.textContent.trim().toLowerCase()].includes(plain)) return link.href;
    }
    return "";
  }

  /* A calm line above what the page says. parts: texts and links. */
  function say(...parts) {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.append(...parts);
    document.querySelector("main").prepend(notice);
  }

  function link(words, address) {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = words;
    return made;
  }

  function openFold() {
    let anchor = location.hash.slice(1);
    try {
      anchor = decodeURIComponent(anchor);
    } catch (error) {
      if (!(error instanceof URIError)) throw error; // a "%" that stands for nothing
    }
    const found = anchor && document.getElementById(anchor);
    if (!found) return;
    const row = found.nextElementSibling && found.nextElementSibling.querySelector(":scope > td > details");
    for (const fold of [found.closest("details"), row]) if (fold) fold.open = true;
    found.scrollIntoView();
  }

  /* The timeline since a day, as in the app: the older rows are folded away, and how many is said. */
  function sayNew() {
    const since = asked.get("new");
    if (page() !== "timeline" || since === null) return;
    const day = new Date(since + "T00:00:00Z");
    // JavaScript reads 31 February as a day of March.
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== since) {
      say(word("“{asked}” is no day to begin after; write it as YYYY-MM-DD, such as 2022-10-31.", { asked: since.slice(0, 80) }));
      return;
    }
    const rows = [...document.querySelectorAll("tr[id^=entry-]")];
    for (const row of rows) row.hidden = !(row.dataset.known > since);
    for (const table of document.querySelectorAll("main table")) {
      const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
      const box = table.closest(".scroll");
      for (const part of [box, box.previousElementSibling]) part.hidden = empty;
    }
    const form = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const first = { fr: "1er", it: "1º" }[language] || "1"; // as the pages write the first of a month
    const said = day.toLocaleDateString(language === "en" ? "en-GB" : language, form).replace(/^1\b/, first);
    const shown = rows.filter((row) => !row.hidden).length;
    const became = word("Since {day}: {shown} of {all} entries became known.", { day: said, shown, all: rows.length });
    say(became + " ", link(word("Show the whole timeline"), location.pathname));
  }

  /* A filter in the address of a page that is drawn whole: said, with the way to the map that can show it. */
  function sayWhole() {
    const own = { countries: ["country", "open"], sources: ["source"], timeline: ["new"] }[page()] || [];
    const kept = [...asked.keys()].filter((key) => !["v", "at", "lang", ...own].includes(key));
    if (!kept.length || !document.querySelector("main > .document")) return;
    const query = new URLSearchParams(asked);
    query.delete("lang");
    if (language === "en" && listed(told.languages).length) query.set("lang", language);
    say(word("This page shows the whole record; a filter in its address changes nothing here.") + " ",
      link(word("The map shows this view."), root.href + "?" + query));
  }

  /* Whether a page is in English only: named by its folder, or by the folder that all of its kind are in. */
  const isPlain = (folder) => listed(told.plain).some((one) => one === folder.split("/")[0] || one + "/" === folder);

  /* The address of a page by its folder. From a disk a folder has no page of its own, so its file is named. */
  window.StationPage = (path) => {
    const [folder, rest] = path.split(/(?=[?#])/);
    return new URL(folder, isPlain(folder) ? home : root).href + (location.protocol === "file:" ? "index.html" : "") + (rest || "");
  };

  function nameFiles() {
    if (location.protocol !== "file:") return;
    for (const one of document.querySelectorAll("a[href]")) {
      const to = new URL(one.href);
      if (to.protocol === "file:" && to.pathname.endsWith("/")) {
        to.pathname += "index.html";
        one.href = to.href;
      }
    }
  }

  if (!leadToLanguage()) {
    nameFiles();
    lead();
    sayWhole();
    sayNew();
    openFold();
  }
  window.addEventListener("hashchange", openFold);
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" ? document.querySelector(".languages[open]") : null;
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
})();
