/* The open country below the map: its reports in view with their sources, and what its government said. */
(function () {
  "use strict";

  const site = window.StationSite;
  const { atlas, byId } = site;
  const box = byId("open");
  const TOP = 10; // hosts drawn as bars
  let cited = null;

  function draw(composed) {
    const { open } = site.view;
    drawChina();
    if (!open) {
      box.replaceChildren(...hosts(composed));
      return;
    }
    const here = cited || window.StationCited;
    const known = here ? Promise.resolve(here) : fetchCited();
    known.then((found) => {
      cited = found;
      if (site.view.open === open) box.replaceChildren(...panel(open, composed, found));
    });
  }

  /* Words that lead to a page; only words where there is none. */
  function linked(words, address) {
    const made = atlas.element(address ? "a" : "strong", "", words);
    if (address) made.href = address;
    return made;
  }

  /* Hosts in view with their reports as bars, most first. */
  function hosts({ ranked }) {
    const { element } = atlas;
    if (!ranked.length) return [];
    const list = element("ol", "bars");
    for (const [iso, number] of ranked.slice(0, TOP)) {
      const item = element("li");
      const name = linked(site.record.opens[iso], site.there("countries/" + iso + "/"));
      const bar = element("span", "bar");
      const full = element("i");
      full.style.width = Math.round((100 * number) / ranked[0][1]) + "%";
      bar.append(full);
      item.append(name, bar, element("b", "", String(number)));
      list.append(item);
    }
    return [element("h2", "", "Most reports"), list];
  }

  /* China's words by the day that is shown: a statement by its own date, a source by its publication. */
  function drawChina() {
    if (!byId("china")) return;
    const { until } = site.view;
    const told = [...byId("china").querySelectorAll("[data-known]")];
    for (const one of told) one.hidden = !window.StationSelect.knownOn(one.dataset.known, until);
    const statements = told.filter((one) => one.tagName === "LI");
    byId("china-silent").hidden = statements.some((one) => !one.hidden);
    byId("claim").textContent = site.composed.claim;
  }

  /* Fetched when the first country is opened: most readers open none. */
  function fetchCited() {
    const address = site.settings.cited;
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.StationCited);
      script.onerror = () => reject(new Error("no sources"));
      document.head.append(script);
    });
  }

  function panel(open, composed, { citations, responses }) {
    const { record, view } = site;
    const { element } = atlas;
    const area = atlas.areas.find((one) => one.unit.iso === open);
    const close = element("button", "close-panel", "Close");
    close.type = "button";
    close.addEventListener("click", () => site.change({ open: "" }));
    const heading = element("h2", "", area ? atlas.text(area.label) : record.opens[open]);
    const out = (place) => !view.until || (record.sources[place] && record.sources[place] <= view.until);
    const sources = ({ sources: places, later: cut = 0 }) => {
      const line = element("span", "sources");
      places.filter(out).forEach((place, number) => {
        const one = citations[place];
        if (number) line.append(" · ");
        const words = element(one.url ? "a" : "span", "", one.words);
        if (one.url) Object.assign(words, { href: one.url, target: "_blank", rel: "noopener noreferrer" });
        line.append(words);
      });
      const later = cut + places.length - places.filter(out).length;
      if (later) line.append(" " + site.composer.words.count(later, "sources") + " not out by then");
      return line;
    };
    const own = composed.kept.reports.map((place) => record.reports[place]).filter((one) => one.country === open);
    const list = element("ul", "entries");
    for (const one of [...own].sort((a, b) => (a.city || "~").localeCompare(b.city || "~"))) {
      const item = element("li");
      const name = linked(one.city || "No city named", site.there("report/" + one.key + "/"));
      item.append(name, " " + one.text, sources(one));
      list.append(item);
    }
    const known = record.responses.map((one, place) => ({ ...one, ...responses[place] }))
      .filter((one) => one.country === open && window.StationSelect.knownOn(one.known, view.until));
    const replies = element("ul", "entries");
    for (const one of known) {
      const item = element("li");
      item.append(element("time", "", one.date), " ", element("strong", "", one.label), " " + one.summary + " ",
        element("span", "aside", "Said by: " + one.by + "."), sources(one));
      replies.append(item);
    }
    const dossier = site.there("countries/" + open + "/");
    const more = dossier ? linked("Whole dossier: " + record.opens[open], dossier) : "";
    return [heading, close, ...(own.length ? [list] : [element("p", "aside", record.words.absence)]),
      element("h3", "", "Official responses"),
      known.length ? replies : element("p", "aside", "No official response found in the sources read."), more];
  }

  if (box) site.listeners.push(draw);
})();
