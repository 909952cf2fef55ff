/* What any page of the site does besides being read: addresses of the app lead to their page, a fold opens where an
   address leads into it, and what an address asks for that a still page can't show is said. */
(function () {
  "use strict";

  const root = new URL(document.querySelector("[data-root]").dataset.root, location.href);
  const page = () => location.href.split(/[?#]/)[0].slice(root.href.length).replace(/index\.html$/, "").split("/")[0];
  const asked = new URLSearchParams(location.search);

  /* countries?country=ESP, sources?source=ID and …&at=FOLD are addresses of the app: each has a page of its own here. */
  function lead() {
    const anchor = asked.get("at");
    const own = { countries: asked.get("country") || asked.get("open"), sources: asked.get("source") }[page()];
    if (own && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(own)) {
      location.replace(new URL(page() + "/" + own + "/" + (anchor ? "#" + encodeURIComponent(anchor) : ""), root));
    } else if (anchor && !location.hash) {
      location.hash = anchor;
    }
  }

  function openFold() {
    const found = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!found) return;
    const row = found.nextElementSibling && found.nextElementSibling.querySelector(":scope > td > details");
    for (const fold of [found.closest("details"), row]) if (fold) fold.open = true;
    found.scrollIntoView();
  }

  /* The timeline since a day, as in the app: the older rows are folded away, and how many is said. */
  function sayNew() {
    const since = asked.get("new") || "";
    if (page() !== "timeline" || !/^\d{4}-\d\d-\d\d$/.test(since)) return;
    const rows = [...document.querySelectorAll("tr[id^=entry-]")];
    for (const row of rows) row.hidden = !(row.dataset.known > since);
    const notice = document.createElement("p");
    notice.className = "notice";
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = "Show the whole timeline";
    const shown = rows.filter((row) => !row.hidden).length;
    for (const table of document.querySelectorAll("main table")) {
      const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
      const box = table.closest(".scroll");
      for (const part of [box, box.previousElementSibling]) part.hidden = empty;
    }
    const words = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    const day = new Date(since + "T00:00:00Z").toLocaleDateString("en-GB", words);
    notice.append("Since " + day + ": " + shown + " of " + rows.length + " entries became known. ", link);
    document.querySelector("main > .document").before(notice);
  }

  /* A filter in the address of a page that is drawn whole: said, with the way to the map that can show it. */
  function sayWhole() {
    const still = document.querySelector("main > .document");
    const kept = [...asked.keys()].filter((key) => !["v", "at", "country", "open", "source", "new"].includes(key));
    if (!still || !kept.length) return;
    const notice = document.createElement("p");
    notice.className = "notice";
    const map = document.createElement("a");
    map.href = root.href + location.search;
    map.textContent = "the map shows this view";
    notice.append("This page shows the whole record; a filter in its address changes nothing here: ", map, ".");
    still.before(notice);
  }

  /* The address of a page by its folder. From a disk a folder has no page of its own, so its file is named. */
  window.StationPage = (path) => {
    const [folder, rest] = path.split(/(?=[?#])/);
    return new URL(folder, root).href + (location.protocol === "file:" ? "index.html" : "") + (rest || "");
  };

  function nameFiles() {
    if (location.protocol !== "file:") return;
    for (const link of document.querySelectorAll("a[href]")) {
      const to = new URL(link.href);
      if (to.protocol === "file:" && to.pathname.endsWith("/")) {
        to.pathname += "index.html";
        link.href = to.href;
      }
    }
  }

  lead();
  nameFiles();
  sayWhole();
  sayNew();
  openFold();
  window.addEventListener("hashchange", openFold);
})();
