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

  /* lang=fr, as in an address of the app: a page that is read lies in the folder of that language, and from the map the
     way to such pages leads there. Whether the page is left. */
  const wished = (asked.get("lang") || "").toLowerCase();
  const spoken = listed(told.languages).find((code) => code.toLowerCase() === wished) || "";
  const onMap = () => here() === "" && document.getElementById("map");

  function leadToLanguage() {
    if (!spoken || spoken === document.documentElement.lang || document.body.className === "bare") return false;
    if (onMap()) {
      for (const one of document.querySelectorAll(".masthead nav a")) {
        const folder = one.href.slice(home.href.length);
        one.href = home.href + (folder && !folder.startsWith("?") ? spoken + "/" + folder : "?lang=" + spoken);
      }
      return false;
    }
    const rest = [...asked].filter(([key]) => key !== "lang");
    const query = rest.length ? "?" + new URLSearchParams(rest) : "";
    location.replace(home.href + (spoken === "en" ? "" : spoken + "/") + here() + query + location.hash);
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

  const here = () => location.href.split(/[?#]/)[0].slice(root.href.length).replace(/index\.html$/, "");

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
    if (!/^\d{4}-\d\d-\d\d$/.test(since) || Number.isNaN(day.getTime())) {
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
    const { lang } = document.documentElement;
    const form = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const said = day.toLocaleDateString(lang === "en" ? "en-GB" : lang, form);
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
    if (told.home !== told.root) query.set("lang", document.documentElement.lang);
    say(word("This page shows the whole record; a filter in its address changes nothing here.") + " ",
      link(word("The map shows this view."), home.href + "?" + query));
  }

  /* Whether a page is in English only: named by its folder, or by the folder that all of its kind are in. */
  const isPlain = (folder) => listed(told.plain).some((one) => one === folder.split("/")[0] || one + "/" === folder);

  /* The address of a page by its folder. From a disk a folder has no page of its own, so its file is named. */
  window.StationPage = (path) => {
    const [folder, rest] = path.split(/(?=[?#])/);
    const own = spoken && spoken !== "en" && !isPlain(folder) ? spoken + "/" : "";
    return new URL(own + folder, home).href + (location.protocol === "file:" ? "index.html" : "") + (rest || "");
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
})();
