/* The open country below the map: its reports in view with their sources, and what its government said. */
(function () {
  "use strict";

  const site = window.StationSite;
  const { atlas, byId, word } = site;
  const box = byId("open");
  const TOP = 10; // hosts drawn as bars

  function draw(composed) {
    const { open } = site.view;
    drawChina();
    if (!open) {
      box.replaceChildren(...hosts(composed));
      return;
    }
    cited(open).then(
      (found) => { if (site.view.open === open) box.replaceChildren(...panel(open, composed, found)); },
      () => { if (site.view.open === open) box.replaceChildren(...top(open), missed(), dossierOf(open)); },
    );
  }

  /* Sources and responses of a country in full: fetched when it is opened, since most readers open few. */
  async function cited(open) {
    const held = () => ((window.StationCited || {})[site.version] || {})[open];
    const { reports, responses } = site.record;
    if (![...reports, ...responses].some((one) => one.country === open)) return { citations: {}, reports: {}, responses: {} };
    if (!held()) await site.fetchScript(site.settings.cited[site.version] + open + ".js");
    return held();
  }

  const missed = () => atlas.element("p", "notice", word("Sources and responses did not come. Open the country again, or read its dossier."));

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
    return [element("h2", "", word("Most reports")), list];
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

  /* What of a row's sources was out on the day that is shown, and how many were not. */
  function outOf({ sources, later = 0 }) {
    const { until } = site.view;
    const days = site.record.sources;
    const shown = sources.filter((place) => !until || (days[place] && days[place] <= until));
    return { shown, later: later + sources.length - shown.length };
  }

  /* What was said, or is remarked on it, stays in the language of the data. */
  const ofData = (text, className = "") => Object.assign(atlas.element("span", className, text), { lang: "en" });

  function sourcesOf(one, citations) {
    const { shown, later } = outOf(one);
    const line = atlas.element("span", "sources");
    shown.forEach((place, number) => {
      const { words, url, remark } = citations[place];
      if (number) line.append(" · ");
      const said = atlas.element(url ? "a" : "span", "", words);
      if (!url && remark) {
        const [before, ...after] = words.split(remark);
        said.replaceChildren(before, ofData(remark), after.join(remark));
      }
      if (url) Object.assign(said, { href: url, target: "_blank", rel: "noopener noreferrer" });
      line.append(said);
    });
    if (later) line.append(" " + word("{sources} not out by then").replace("{sources}", site.words.count(later, "sources")));
    return line;
  }

  /* The compilers' remark, told when all that it may rest on was out; what has no date is not waited for. */
  function noteOf({ sources }, note) {
    const { until } = site.view;
    const waits = until && sources.some((place) => site.record.sources[place] > until);
    return note && !waits ? ofData(" " + note, "aside") : "";
  }

  function top(open) {
    const area = atlas.areas.find((one) => one.unit.iso === open);
    const close = atlas.element("button", "close-panel", word("Close"));
    close.type = "button";
    close.addEventListener("click", () => site.change({ open: "" }));
    return [atlas.element("h2", "", area ? atlas.text(area.label) : site.record.opens[open]), close];
  }

  function dossierOf(open) {
    const address = site.there("countries/" + open + "/");
    return address ? linked(word("Whole dossier: {name}").replace("{name}", site.record.opens[open]), address) : "";
  }

  function panel(open, composed, found) {
    const { element } = atlas;
    return [...top(open), ...reportsOf(open, composed, found), element("h3", "", word("Responses")),
      responsesOf(open, found), dossierOf(open)];
  }

  /* The reports in view by city, and how many the filters leave out; only where there is none at all, what that means. */
  function reportsOf(open, composed, { citations, reports }) {
    const { record, view } = site;
    const of = (places) => places.filter((place) => record.reports[place].country === open);
    const own = of(composed.kept.reports);
    const hidden = of(Object.keys(record.reports)).filter((place) => !view.until || record.reports[place].disclosed <= view.until).length - own.length;
    const list = atlas.element("ul", "entries");
    const city = (place) => record.reports[place].city || "~";
    for (const place of own.sort((a, b) => city(a).localeCompare(city(b)))) {
      const one = record.reports[place];
      const item = atlas.element("li");
      const { key, note } = reports[place];
      const name = linked(one.city || word("No city named"), site.there("report/" + key + "/"));
      item.append(name, " " + one.text, noteOf(one, note), sourcesOf(one, citations));
      list.append(item);
    }
    const aside = (words) => atlas.element("p", "aside", words);
    if (!own.length && !hidden) return [aside(record.words.absence)];
    return [...(own.length ? [list] : []), ...(hidden ? [aside(word("Left out by the filters: {hidden}.").replace("{hidden}", site.words.count(hidden, "reports")))] : [])];
  }

  function responsesOf(open, { citations, responses }) {
    const { record, view } = site;
    const { element } = atlas;
    const known = record.responses.map((one, place) => ({ ...one, ...responses[place] }))
      .filter((one) => one.country === open && window.StationSelect.knownOn(one.known, view.until));
    if (!known.length) return element("p", "aside", word("No official response found in the sources read."));
    const list = element("ul", "entries");
    for (const one of known) {
      const item = element("li");
      item.append(element("time", "", one.date), " ", element("strong", "", one.label), " ", ofData(one.summary), " ",
        element("span", "aside", word("Said by: {who}.").replace("{who}", one.by)), noteOf(one, one.note), sourcesOf(one, citations));
      list.append(item);
    }
    return list;
  }

  if (box) site.listeners.push(draw);
})();
