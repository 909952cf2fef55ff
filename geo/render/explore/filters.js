/* The filters of the map's page: a form made from what the record offers, each value with the reports it would leave. */
(function () {
  "use strict";

  const site = window.StationSite;
  const { atlas, byId, word } = site;
  const MANY = ["wave", "region", "bureau", "country", "response", "basis", "precision"]; // in the order people ask
  const FOLDED = ["bureau", "country", "response", "basis", "precision", "layers", "measure"];
  const boxes = new Map(); // key → {value → {input, number}}

  function build() {
    const form = atlas.element("form", "filters");
    form.setAttribute("aria-label", word("Filters"));
    form.addEventListener("submit", (event) => event.preventDefault());
    const filters = Object.fromEntries(site.record.filters.map((filter) => [filter.key, filter]));
    form.append(...MANY.slice(0, 1).map((key) => choices(filters[key])), days(filters), ...MANY.slice(1).map((key) => choices(filters[key])),
      choices(filters.measure, "radio"), choices(filters.layers));
    const reset = atlas.element("button", "reset", word("Reset the filters"));
    reset.type = "button";
    reset.addEventListener("click", () => site.change(Object.fromEntries(site.record.filters.map(({ key }) => [key, ""]))));
    form.append(reset);
    const fold = document.createElement("details");
    fold.className = "all-filters";
    fold.open = window.matchMedia("(min-width: 1000px)").matches;
    const summary = atlas.element("summary", "", word("Filters"));
    summary.id = "filters-summary";
    fold.append(summary, form);
    byId("filters").append(fold);
    site.listeners.push(draw);
  }

  /* One filter as a list of boxes, folded where it is long. */
  function choices(filter, kind = "checkbox") {
    const { key, label, values } = filter;
    const folded = FOLDED.includes(key);
    const group = document.createElement(folded ? "details" : "fieldset");
    group.append(atlas.element(folded ? "summary" : "legend", "", label));
    const list = atlas.element("div", "choices");
    if (folded) {
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", label);
    }
    const own = new Map();
    for (const [value, words] of Object.entries(values)) {
      const input = document.createElement("input");
      input.type = kind === "radio" || key === "region" ? "radio" : "checkbox";
      input.name = key;
      input.value = value;
      const number = atlas.element("span", "number");
      const line = document.createElement("label");
      line.append(input, atlas.element("span", "", words), number);
      list.append(line);
      own.set(value, { input, number });
      if (key === "region") input.addEventListener("click", () => { if (site.view.region === value) site.change({ region: "" }); });
    }
    list.addEventListener("change", () => site.change({ [key]: chosen(key, own) }));
    boxes.set(key, own);
    group.append(list);
    return group;
  }

  function chosen(key, own) {
    const values = [...own].filter(([, { input }]) => input.checked).map(([value]) => value);
    return ["region", "measure"].includes(key) ? values[0] || "" : values.sort();
  }

  function days(filters) {
    const group = document.createElement("fieldset");
    group.append(atlas.element("legend", "", word("Dates")));
    for (const key of ["from", "until"]) {
      const input = document.createElement("input");
      input.type = "date";
      input.id = "filter-" + key;
      const line = document.createElement("label");
      line.append(atlas.element("span", "", filters[key].label), input);
      input.addEventListener("change", () => {
        if (!input.value || /^[12]\d{3}-/.test(input.value)) site.change({ [key]: input.value });
      });
      boxes.set(key, input);
      group.append(line);
    }
    return group;
  }

  function draw() {
    const { view, record } = site;
    for (const key of [...MANY, "layers", "measure"]) {
      const own = boxes.get(key);
      const plain = { layers: ["areas", "marks"], measure: ["reports"] }[key] || [];
      const wanted = [view[key] === undefined ? plain : view[key]].flat();
      const counts = MANY.includes(key) ? window.StationSelect.facet(record, view, key, [...own.keys()]) : {};
      for (const [value, { input, number }] of own) {
        input.checked = wanted.includes(value);
        number.textContent = value in counts ? site.words.grouped(counts[value]) : "";
        input.closest("label").classList.toggle("nothing", counts[value] === 0 && !input.checked);
      }
    }
    for (const key of ["from", "until"]) if (boxes.get(key).value !== (view[key] || "")) boxes.get(key).value = view[key] || "";
    const set = record.filters.filter(({ key }) => view[key] !== undefined && !["measure", "layers", "lang"].includes(key)).length;
    byId("filters-summary").textContent = set ? word("Filters ({number} set)").replace("{number}", String(set)) : word("Filters");
  }

  if (site.controls) site.starts.push(build);
})();
