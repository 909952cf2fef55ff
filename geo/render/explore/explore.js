/* The map's page without a server: the address is read, the view composed, and map, words, figures and rows follow it. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const host = document.getElementById("map");
  const settings = JSON.parse(host.dataset.settings);
  const bare = document.body.classList.contains("bare");
  const byId = (name) => document.getElementById(name);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const controls = !bare || new URLSearchParams(window.location.search).get("controls") === "1";
  document.body.classList.toggle("with-controls", bare && controls);
  const site = /** @type {MapPage} */ ({ bare, controls, settings, atlas, byId });
  window.StationSite = site;
  /* A word of the page's own in the language of its data, by the English one. */
  const word = (english) => (site.record && site.record.said && site.record.said[english]) || english;
  site.word = word;
  const fill = (english, parts) => word(english).replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const spoken = document.documentElement.lang;
  const home = new URL(document.body.dataset.home || "./", location.href).href; // of the site
  const OWN = ["controls", "lang"]; // keys of the page's own address
  const FEW = 8; // values that can be listed in a sentence
  let made = null; // the composer of the data version that is shown

  /* ---- data: the present version came with the page, another is fetched where the address asks for it ---- */

  function held() {
    const found = window.StationData || {};
    for (const { record } of Object.values(found)) {
      if (!Array.isArray(record.reports)) record.reports = window.StationSelect.unpack(record.reports); // not unpacked before
    }
    return found;
  }

  site.fetchScript = atlas.fetchScript; // what a page opened from a disk may fetch too

  /* ---- the view: read from the address, changed here, written back ---- */

  site.view = {};

  site.change = function (more, { replace = false } = {}) {
    site.view = window.StationView.tidy(within({ ...site.view, ...more }));
    write(site.address(site.view), replace);
    site.say([]);
    show();
  };

  /* A page of the site speaks the language of its folder. A file of its own holds what was known on its day, in its
     version: nothing else may be asked of it. */
  function within(view) {
    if (!settings.alone) return window.StationView.tidy({ ...view, lang: spoken === "en" ? "" : spoken });
    const { until, asof } = settings.limits;
    const kept = { ...view, asof, until: until && !(view.until && view.until < until) ? until : view.until };
    for (const key of ["asof", "until"]) if (!kept[key]) delete kept[key];
    return kept;
  }

  /* The query is kept with the history too, since a file opens with a view that its address does not name. In a frame or
     a download the address can't be written: then the view is kept on the page alone. */
  function write(query, replace) {
    try {
      window.history[replace ? "replaceState" : "pushState"]({ query }, "", query || window.location.pathname);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  const asked = () => (window.history.state ? window.history.state.query : window.location.search || settings.view || "");

  /* The query of a view, with what belongs to the page kept. The language of a page of the site is in its path. */
  site.address = function (view, more = {}) {
    const own = Object.fromEntries([...new URLSearchParams(window.location.search)].filter(([key]) => OWN.includes(key)));
    const told = { ...window.StationCompose.queryOf(settings.alone ? view : { ...view, lang: "" }), ...own, ...more };
    const query = new URLSearchParams(Object.entries(told).filter(([, value]) => value)).toString().replaceAll("%2C", ",");
    return query && "?" + query;
  };

  function follow() {
    const { view, ignored } = window.StationView.read(asked(), made.record);
    if (!settings.alone && (view.asof || "") !== made.asof) {
      window.location.reload(); // another version has another ground
      return;
    }
    site.view = within(view);
    const around = spoken !== "en" && !settings.alone && !bare ? [word("What people said, remarks and titles of sources stay in English, the language of the data.")] : [];
    site.say([...ignored.map(ignoredWords), ...(bare ? [] : versionWords(view)), ...around]); // the subtitle has the version
    show();
  }

  function ignoredWords({ key, part, why }) {
    if (why === "order") return word("“from” is later than “until”, so both dates are ignored.");
    if (why === "key") return fill("The address has a part that this page does not know, “{asked}”; it is ignored.", { asked: key });
    const said = fill("“{value}” is not a value of “{key}” here, so it is ignored.", { value: part, key });
    const instead = insteadOf(key);
    return instead ? said + (/[。！]$/.test(said) ? "" : " ") + fill("Write {instead}.", { instead }) : said;
  }

  /* What to write: the form of a day, or all values of a few, as geo/view says it. */
  function insteadOf(key) {
    if (key === "from" || key === "until") return word("a day as YYYY-MM-DD, such as 2022-10-31");
    const filter = made.record.filters.find((one) => one.key === key);
    const values = Object.keys(key === "asof" ? settings.versions || {} : (filter || { values: {} }).values);
    const isFew = values.length > 0 && values.length <= FEW;
    return isFew ? new Intl.ListFormat(spoken, { type: "disjunction" }).format(values) : "";
  }

  /* A link says which data it was made with: where that was released, the way to it stands beside. */
  function versionWords(view) {
    if (settings.alone) return [];
    if (view.asof) {
      return [[fill("This is the atlas as it was in version {version}.", { version: view.asof }), word("See it as it is now"), site.address({ ...view, asof: "" })]];
    }
    const version = new URLSearchParams(window.location.search).get("v") || "";
    if (!version || version === made.record.version) return [];
    const release = version.split("-")[0];
    const parts = { made: version.slice(0, 40), version: made.record.version };
    const words = fill("This link was made with data version “{made}”; the data here is version {version}, so numbers may differ.", parts);
    return [release in settings.versions ? [words, word("View as then"), site.address({ ...view, asof: release })] : words];
  }

  /* lines: texts, or [text, words of a link, where it leads]. */
  site.say = function (lines) {
    const box = byId("notices");
    if (!box) return;
    box.replaceChildren(...lines.map((line) => {
      const said = atlas.element("p", "notice", Array.isArray(line) ? line[0] + " " : line);
      if (Array.isArray(line)) {
        const link = atlas.element("a", "", line[1]);
        link.href = line[2] || "?";
        said.append(link);
      }
      return said;
    }));
  };

  /* ---- showing it ---- */

  const theme = () => settings.theme || (dark.matches ? "dark" : "light");

  function show() {
    const composed = made.composer.compose(site.view, theme());
    atlas.show(composed.scene);
    site.composed = composed;
    byId("title").textContent = composed.title;
    byId("subtitle").textContent = composed.subtitle;
    if (!bare) {
      document.title = composed.title;
      if (byId("figures")) drawFigures(composed.figures);
      drawRows(composed.kept.reports);
      drawEmpty(composed.empty);
    }
    for (const listener of site.listeners) listener(composed);
  }
  site.listeners = [];

  /* The same view in each language. */
  function leadToLanguages() {
    for (const link of document.querySelectorAll(".languages a")) {
      const to = /** @type {HTMLAnchorElement} */ (link);
      to.search = site.address(site.view, { lang: to.hreflang === "en" ? "en" : "" });
    }
  }
  site.listeners.push(leadToLanguages);

  function drawFigures(figures) {
    const boxes = byId("figures").children;
    figures.forEach(({ label, value, note }, place) => {
      const [dt, dd] = boxes[place].children;
      dt.textContent = label;
      dd.firstElementChild.textContent = value;
      dd.lastElementChild.textContent = note;
    });
  }

  /* The page came with the rows of the present version; another one brings its own. Where there is a page of the report
     today, its key leads there. */
  function listRows(rows) {
    const body = /** @type {HTMLTableSectionElement | null} */ (document.querySelector("#rows tbody"));
    if (!body || !rows) return;
    const leads = new Map([...body.rows].map((row) => [row.dataset.report, row.querySelector("a").getAttribute("href")]));
    body.replaceChildren(...rows.map(([key, ...cells]) => {
      const row = atlas.element("tr");
      row.dataset.report = key;
      const head = atlas.element("th");
      const named = atlas.element(leads.has(key) ? "a" : "span", "", key);
      head.scope = "row";
      if (leads.has(key)) named.href = leads.get(key);
      head.append(named);
      row.append(head, ...cells.map((cell) => atlas.element("td", "", cell)));
      return row;
    }));
  }

  function drawRows(kept) {
    const shown = new Set(kept.map((place) => made.record.reports[place].key));
    for (const row of document.querySelectorAll("#rows tbody tr")) row.hidden = !shown.has(row.dataset.report);
  }

  function drawEmpty(words) {
    const known = byId("empty");
    if (known) known.remove();
    if (!words) return;
    const said = atlas.element("p", "notice", words);
    said.id = "empty";
    byId("notices").append(said);
  }

  /* ---- taking it along ---- */

  /* The public address of a page, by its folder among the pages in this language. */
  function there(path) {
    if (settings.alone) return settings.base ? settings.base + path : "";
    const address = window.StationPage(path);
    return settings.base ? settings.base + address.slice(home.length) : address;
  }
  site.there = (path) => (settings.alone ? there(path) : window.StationPage(path));

  async function copy(words, said) {
    try {
      await navigator.clipboard.writeText(words);
      atlas.sayOnBar(said);
    } catch (error) {
      atlas.sayOnBar(word("Not copied: this browser allows no copying here."));
      window.prompt(word("Copy this:"), words);
    }
  }

  /* A link says its language as those of the app do, so that it leads to the same on both. */
  function copyLink() {
    const asked = site.address(site.view, { lang: site.view.lang || "", v: made.record.version });
    copy(settings.base ? settings.base + asked : there(asked), word("Link copied."));
  }

  function copyEmbed() {
    const title = site.composed.title.replace(/[<>&"]/g, (sign) => "&#" + sign.charCodeAt(0) + ";");
    copy('<iframe src="' + there("embed/" + site.address(site.view)).replaceAll("&", "&amp;") + '" title="' + title
      + '" width="100%" height="640" style="border:0" loading="lazy"></iframe>', word("Code for your page copied."));
  }

  const openAtlas = () => window.open(there(site.address(site.view)), "_blank", "noopener");

  /* An embedded map tells the page around it how high its content is, whenever that changes. */
  function tellHeight() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ type: "station-atlas-height", height }, "*");
  }
  if (bare && window.parent !== window) new ResizeObserver(tellHeight).observe(document.body);

  /* ---- the start ---- */

  atlas.choose = (iso) => {
    if (!iso || iso === site.view.open) return;
    atlas.chose = iso;
    if (bare) window.open(there(site.address({ ...site.view, open: iso })), "_blank", "noopener");
    else site.change({ open: iso });
  };
  atlas.bringIntoSight = () => {
    const panel = byId("open");
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (panel) panel.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  };

  /* Shows a data version that has come. */
  function start(version, asof = "") {
    const data = held()[version];
    site.version = version;
    made = { composer: window.StationCompose.composer(data.ground, data.record), record: data.record, asof };
    site.record = data.record;
    site.words = made.composer.words;
    listRows(data.record.rows);
    atlas.loadGround = () => Promise.resolve(data.ground);
    const box = atlas.element("div");
    box.id = "map_div";
    host.append(box);
    const map = L.map(box, { center: [0, 0], zoom: 1, crs: L.CRS.Simple, ...data.record.map });
    /** @type {[string, () => unknown][]} */
    const take = bare ? [[word("Open the atlas"), openAtlas]] : settings.alone && !settings.base ? [] : [[word("Copy link"), copyLink]];
    if (!bare && !settings.alone) take.push([word("Embed"), copyEmbed]);
    atlas.start(map, { ground: "", regions: data.record.regions, host, take, words: data.record.said });
    for (const begin of site.starts) begin();
    follow();
    window.addEventListener("popstate", follow);
    dark.addEventListener("change", show);
  }
  site.starts = [];

  document.addEventListener("DOMContentLoaded", () => {
    const [[present, data]] = Object.entries(held());
    const { asof } = window.StationView.read(asked(), data.record).view;
    if (settings.alone || !asof || asof === present) {
      start(present);
      return;
    }
    site.fetchScript(settings.versions[asof]).then(() => start(asof, asof), () => {
      write(site.address({ ...window.StationView.read(asked(), data.record).view, asof: "" }), true);
      start(present);
      site.say([fill("The data of version {version} did not come; this is the atlas as it is now.", { version: asof })]);
    });
  });
})();
