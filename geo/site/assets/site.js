/* What any page of the site does besides being read: addresses of the app lead to their page, a fold opens where an
   address leads into it, and what an address asks for that a still page can't show is said. */
(function () {
  "use strict";

  const root = new URL(document.querySelector("[data-root]").dataset.root, location.href);
  const page = () => here().split("/")[0];
  const asked = new URLSearchParams(location.search);

  /* countries?country=ESP, sources?source=ID and …&at=FOLD are addresses of the app: each has a page of its own here. What
     names none of them is said. */
  function lead() {
    const key = { countries: asked.has("country") ? "country" : "open", sources: "source" }[page()];
    const wanted = key && asked.get(key);
    const anchor = asked.get("at");
    if (wanted && here() === page() + "/") {
      const found = ownPage(wanted);
      if (found) location.replace(found + (anchor ? "#" + encodeURIComponent(anchor) : ""));
      else say("“" + wanted.slice(0, 80) + "” has no page of its own here, so all are listed.");
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
      say("“" + since.slice(0, 80) + "” is no day to begin after; write it as YYYY-MM-DD, such as 2022-10-31.");
      return;
    }
    const rows = [...document.querySelectorAll("tr[id^=entry-]")];
    for (const row of rows) row.hidden = !(row.dataset.known > since);
    for (const table of document.querySelectorAll("main table")) {
      const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
      const box = table.closest(".scroll");
      for (const part of [box, box.previousElementSibling]) part.hidden = empty;
    }
    const words = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const shown = rows.filter((row) => !row.hidden).length;
    say("Since " + words + ": " + shown + " of " + rows.length + " entries became known. ", link("Show the whole timeline", location.pathname));
  }

  /* A filter in the address of a page that is drawn whole: said, with the way to the map that can show it. */
  function sayWhole() {
    const own = { countries: ["country", "open"], sources: ["source"], timeline: ["new"] }[page()] || [];
    const kept = [...asked.keys()].filter((key) => !["v", "at", ...own].includes(key));
    if (!kept.length || !document.querySelector("main > .document")) return;
    say("This page shows the whole record; a filter in its address changes nothing here: ",
      link("the map shows this view", root.href + location.search), ".");
  }

  /* The address of a page by its folder. From a disk a folder has no page of its own, so its file is named. */
  window.StationPage = (path) => {
    const [folder, rest] = path.split(/(?=[?#])/);
    return new URL(folder, root).href + (location.protocol === "file:" ? "index.html" : "") + (rest || "");
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

  nameFiles();
  lead();
  sayWhole();
  sayNew();
  openFold();
  window.addEventListener("hashchange", openFold);
})();
