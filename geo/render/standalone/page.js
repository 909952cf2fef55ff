"use strict";
// Draws the map of this page from the data inlined in it, and keeps map, numbers and table in step with the wave switch
// and the date slider. Every text is put on the page as text; nothing is fetched and nothing is stored.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const byId = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const state = { wave: "", until: data.steps.length, chosen: "" };
  const svg = byId("map"), land = byId("land"), marksLayer = byId("marks"), tip = byId("tip"), panel = byId("panel");
  const whole = data.view.slice();
  let view = data.view.slice();

  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const drawn = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const say = (kind, number) =>
    words[`${kind}_${number === 1 ? "one" : "many"}`].replace("{number}", number.toLocaleString("en"));

  // --- what is in view -------------------------------------------------------------------------------------------
  const last = data.steps.length; // the slider's end: all dates, undated responses included
  const record = { reports: data.reports, responses: [...data.responses, ...data.china] };
  const asked = () => ({ wave: state.wave ? [state.wave] : [], until: state.until === last ? "" : data.steps[state.until].day });
  const known = (day) => StationSelect.knownOn(day, asked().until);
  const group = (rows, key) => {
    const groups = new Map();
    for (const row of rows) {
      if (!groups.has(row[key])) groups.set(row[key], []);
      groups.get(row[key]).push(row);
    }
    return groups;
  };
  const named = (rows) => new Set(rows.filter((r) => data.marks[r.mark].shape === "circle").map((r) => r.mark)).size;
  const levelOf = (number) => data.breaks.filter((least) => number >= least).length - 1;

  let rows = [], byCountry = new Map(), byMark = new Map(), newest = new Map();
  const recount = () => {
    const kept = StationSelect.select(record, asked());
    rows = kept.reports.map((place) => data.reports[place]);
    newest = new Map(Object.entries(kept.newest).map(([country, place]) => [country, record.responses[place]]));
    byCountry = group(rows, "country");
    byMark = group(rows, "mark");
  };
  const numberOf = (iso) => {
    const own = byCountry.get(iso) || [];
    return data.measure === "cities" ? named(own) : own.length;
  };

  // --- the map ---------------------------------------------------------------------------------------------------
  const paths = data.areas.map((area) => {
    const path = drawn("path", { d: area.d });
    if (area.iso) path.classList.add("hit");
    land.append(path);
    path.addEventListener("pointermove", (event) => showTip(event, area.name, area.state === "counted" ? countText(area) : stateText(area), detailOf(area)));
    path.addEventListener("pointerleave", hideTip);
    path.addEventListener("click", () => !dragged && area.iso && choose(area.iso));
    return path;
  });
  const hosts = new Set(data.reports.map((r) => r.country));
  const newestText = ({ label, said }) => words.newest.replace("{kind}", label).replace("{date}", said);
  const detailOf = (area) =>
    (state.until === last ? area.detail : newest.has(area.iso) ? newestText(newest.get(area.iso)) : hosts.has(area.iso) ? words.no_response : "");
  const countText = (area) => (numberOf(area.iso) ? say(data.measure === "cities" ? "city" : "report", numberOf(area.iso)) : words.filtered);
  const stateText = (area) => (area.state === "filtered" ? words.filtered : words.no_report);
  const paintLand = () => {
    data.areas.forEach((area, number) => {
      const count = numberOf(area.iso);
      let look = `s-${area.state}`;
      if (!data.show_areas) look = "s-none";
      else if (hosts.has(area.iso)) look = (byCountry.get(area.iso) || []).length ? `c${Math.max(0, levelOf(count))}` : "s-filtered";
      paths[number].setAttribute("class", `${look}${area.iso ? " hit" : ""}${area.iso && area.iso === state.chosen ? " chosen" : ""}`);
    });
  };

  // Marks part until each can be read; the same rule as in the printed pictures.
  const spread = (places, room) => {
    const now = places.map(([x, y], n) => [x + Math.cos(n * 2.399963) * room * 0.02, y + Math.sin(n * 2.399963) * room * 0.02]);
    for (let round = 0; round < 160; round += 1) {
      let moved = false;
      if (round < 112) now.forEach((at, n) => { at[0] += (places[n][0] - at[0]) * 0.06; at[1] += (places[n][1] - at[1]) * 0.06; });
      for (let a = 0; a < now.length; a += 1) {
        for (let b = a + 1; b < now.length; b += 1) {
          const dx = now[a][0] - now[b][0], dy = now[a][1] - now[b][1];
          const distance = Math.max(Math.hypot(dx, dy), 1e-6);
          if (distance < 2 * room) {
            const push = (2 * room - distance) / 2 / distance;
            now[a][0] += dx * push; now[a][1] += dy * push; now[b][0] -= dx * push; now[b][1] -= dy * push;
            moved = true;
          }
        }
      }
      if (!moved && round >= 112) break;
    }
    return now;
  };
  const ringOf = (own) => {
    const place = data.waves.indexOf(own[0].wave) + 1;
    if (own.some((r) => r.wave !== own[0].wave)) return "mixed";
    return place <= 1 ? "single" : place === 2 ? "double" : `dashed-${place}`;
  };
  const paintMarks = () => {
    marksLayer.replaceChildren();
    if (!data.show_marks) return;
    const px = Math.max(view[2] / (svg.clientWidth || 960), view[3] / (svg.clientHeight || 540)); // map units per px
    const near = data.local || whole[2] / view[2] > 1.7; // at world view a number would be larger than its country
    const radius = (near ? 8.5 : Math.max(2.4, Math.min(4.2, (svg.clientWidth || 960) / 240))) * px;
    const shown = data.marks.map((mark, number) => ({ mark, own: byMark.get(number) || [] })).filter((one) => one.own.length);
    const places = shown.map((one) => [one.mark.x, one.mark.y]);
    const at = spread(places, radius * (near ? 1.5 : 1.1));
    shown.forEach(({ mark, own }, n) => {
      const [x, y] = at[n], holder = drawn("g", { "data-key": mark.key });
      if (Math.hypot(x - places[n][0], y - places[n][1]) > radius) {
        holder.append(drawn("path", { class: "mark-line", d: `M${places[n][0]} ${places[n][1]}L${x} ${y}`, "stroke-width": px }));
      }
      const ring = ringOf(own);
      if (ring !== "single") {
        const outer = radius * (mark.shape === "square" ? 1.25 : 1.4), half = ring === "mixed";
        const line = mark.shape === "square"
          ? `M${x} ${y - outer}h${outer}v${2 * outer}h${-outer}${half ? "" : `h${-outer}v${-2 * outer}z`}`
          : `M${x} ${y - outer}a${outer} ${outer} 0 0 1 0 ${2 * outer}${half ? "" : `a${outer} ${outer} 0 0 1 0 ${-2 * outer}z`}`;
        holder.append(drawn("path", { class: "mark-halo", d: line, "stroke-width": radius * 0.5 }));
        const dashes = ring.startsWith("dashed-") ? Number(ring.slice(7)) : 0;
        const dashed = dashes ? { pathLength: 2 * dashes, "stroke-dasharray": "1.4 0.6" } : {};
        holder.append(drawn("path", { class: "mark-ring", d: line, "stroke-width": radius * 0.16, ...dashed }));
      }
      if (mark.shape === "square") {
        holder.append(drawn("rect", { class: "mark-square", x: x - radius * 0.85, y: y - radius * 0.85, width: radius * 1.7, height: radius * 1.7, "stroke-width": radius * 0.16 }));
      } else {
        holder.append(drawn("circle", { class: "mark-circle", cx: x, cy: y, r: radius, "stroke-width": radius * 0.16 }));
      }
      if (near) {
        const number = drawn("text", { class: `on-${mark.shape}`, x, y: y + radius * 0.42, "font-size": radius * 1.2 });
        number.textContent = own.length;
        holder.append(number);
      }
      holder.addEventListener("pointermove", (event) => showTip(event, mark.place, say("report", own.length), ""));
      holder.addEventListener("pointerleave", hideTip);
      holder.addEventListener("click", () => !dragged && choose(mark.iso));
      marksLayer.append(holder);
    });
  };

  // --- hover -----------------------------------------------------------------------------------------------------
  function showTip(event, name, line, detail) {
    const stage = tip.parentElement.getBoundingClientRect();
    tip.replaceChildren(element("strong", {}, name), element("span", {}, line));
    if (detail) tip.append(element("span", { class: "quiet" }, ` ${detail}`));
    tip.hidden = false;
    tip.style.left = `${Math.min(event.clientX - stage.left + 14, Math.max(0, stage.width - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.min(event.clientY - stage.top + 14, Math.max(0, stage.height - tip.offsetHeight - 4))}px`;
  }
  function hideTip() { tip.hidden = true; }

  // --- the panel -------------------------------------------------------------------------------------------------
  const citedLinks = (numbers) => {
    const span = element("span");
    for (const number of numbers) span.append(" ", element("a", { href: `#source-${number}` }, `[${number}]`));
    return span;
  };
  const responseList = (list) => {
    const holder = element("ul");
    for (const response of list.filter((r) => known(r.known))) {
      const item = element("li");
      item.append(element("strong", {}, `${response.said} · ${response.label}. `), response.summary, citedLinks(response.cited));
      holder.append(item);
    }
    return holder;
  };
  const choose = (iso) => {
    state.chosen = iso;
    const area = data.areas.find((one) => one.iso === iso);
    const own = byCountry.get(iso) || [];
    const top = element("div", { class: "top" }), close = element("button", { type: "button" }, words.close);
    close.addEventListener("click", () => { state.chosen = ""; paint(); });
    const heading = element("h2", { tabindex: "-1" }, area ? area.name : iso);
    top.append(heading, close);
    panel.replaceChildren(top);
    if (own.length) {
      panel.append(element("p", {}, `${say("report", own.length)} · ${say("city", named(own))}`));
      const list = element("ul");
      for (const report of own) {
        const item = element("li");
        item.append(element("strong", {}, `${data.marks[report.mark].place}. `), report.text, citedLinks(report.cited));
        list.append(item);
      }
      panel.append(list);
    } else {
      panel.append(element("p", {}, hosts.has(iso) || (area && area.state === "filtered") ? words.filtered : words.no_report));
    }
    const said = responseList(data.responses.filter((r) => r.country === iso));
    panel.append(element("h3", {}, words.responses), said.childElementCount ? said : element("p", {}, words.no_response));
    const china = responseList(data.china);
    if (china.childElementCount) panel.append(element("h3", {}, words.china), china);
    paint();
    heading.focus({ preventScroll: true });
    if (matchMedia("(max-width: 820px)").matches) panel.scrollIntoView({ block: "nearest" });
  };

  // --- moving the map --------------------------------------------------------------------------------------------
  const setView = (next) => {
    const width = Math.min(whole[2], Math.max(whole[2] / 24, next[2])), height = width * whole[3] / whole[2];
    const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
    view = [clamp(next[0], whole[0], whole[0] + whole[2] - width), clamp(next[1], whole[1], whole[1] + whole[3] - height), width, height];
    svg.setAttribute("viewBox", view.join(" "));
    for (const id of ["lines", "dots"]) {
      const scale = view[2] / (svg.clientWidth || 960);
      byId(id).setAttribute("patternTransform", `${id === "lines" ? "rotate(45) " : ""}scale(${scale})`);
    }
    paintMarks();
  };
  // Nearer goes to the chosen country, or else to where most of the marks in sight are.
  const aim = () => {
    const [x, y, width, height] = view;
    const middle = [x + width / 2, y + height / 2];
    const inSight = (at) => at[0] >= x && at[0] <= x + width && at[1] >= y && at[1] <= y + height;
    const chosen = paths[data.areas.findIndex((area) => area.iso && area.iso === state.chosen)];
    if (chosen) {
      const box = chosen.getBBox(), at = [box.x + box.width / 2, box.y + box.height / 2];
      return inSight(at) ? at : middle;
    }
    const places = [...byMark.keys()].map((n) => [data.marks[n].x, data.marks[n].y]).filter(inSight);
    if (!places.length) return middle;
    return [0, 1].map((axis) => places.map((at) => at[axis]).sort((a, b) => a - b)[places.length >> 1]);
  };
  const zoom = (factor) => {
    const width = view[2] * factor, height = view[3] * factor;
    const [x, y] = factor < 1 ? aim() : [view[0] + view[2] / 2, view[1] + view[3] / 2];
    setView([x - width / 2, y - height / 2, width, height]);
  };
  let from = null, dragged = false;
  svg.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY, view: view.slice() }; dragged = false; });
  window.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const px = view[2] / svg.clientWidth, dx = event.clientX - from.x, dy = event.clientY - from.y;
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    dragged = true;
    setView([from.view[0] - dx * px, from.view[1] - dy * px, view[2], view[3]]);
  });
  window.addEventListener("pointerup", () => { from = null; });
  byId("zoom-in").addEventListener("click", () => zoom(0.6));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 0.6));
  byId("zoom-all").addEventListener("click", () => setView(whole));

  // --- everything in step ----------------------------------------------------------------------------------------
  const paintTable = () => {
    for (const row of document.querySelectorAll("#countries tbody tr")) {
      const own = byCountry.get(row.dataset.iso) || [];
      row.cells[1].textContent = own.length.toLocaleString("en");
      row.cells[2].textContent = named(own).toLocaleString("en");
      const answer = newest.get(row.dataset.iso);
      row.cells[3].textContent = answer ? answer.label : words.no_response;
      row.cells[4].textContent = answer ? answer.said : "";
      row.classList.toggle("gone", !own.length);
      row.classList.toggle("chosen", row.dataset.iso === state.chosen);
    }
  };
  // What was written of the whole file tells of later days: on an earlier one it gives way to what is counted here.
  const title = document.querySelector("h1"), fileTitle = title.textContent;
  const paintWords = () => {
    const whole = state.until === last;
    for (const part of document.querySelectorAll(".whole")) part.hidden = !whole;
    for (const part of document.querySelectorAll("[data-known]")) part.hidden = !known(part.dataset.known);
    const then = words.title_then.replace("{date}", whole ? "" : data.steps[state.until].said);
    title.textContent = whole ? fileTitle
      : then.replace("{reports}", say("report", rows.length)).replace("{countries}", say("country", byCountry.size));
    document.title = title.textContent;
    svg.setAttribute("aria-label", whole ? data.alt : title.textContent);
  };
  const paint = () => {
    recount();
    paintWords();
    paintLand();
    paintMarks();
    paintTable();
    panel.hidden = !state.chosen;
    panel.parentElement.classList.toggle("with-panel", Boolean(state.chosen));
    byId("shown").textContent = words.shown
      .replace("{reports}", rows.length.toLocaleString("en"))
      .replace("{all}", say("report", data.reports.length))
      .replace("{countries}", say("country", byCountry.size))
      .replace("{cities}", say("city", named(rows)));
  };
  const changed = () => {
    const wave = document.querySelector("input[name=wave]:checked"), until = byId("until");
    state.wave = wave ? wave.value : "";
    state.until = until ? Number(until.value) : last;
    if (until) {
      const said = state.until === last ? words.all_dates : data.steps[state.until].said;
      byId("until-said").textContent = said;
      until.setAttribute("aria-valuetext", said);
    }
    if (state.chosen) { recount(); choose(state.chosen); } else paint();
  };

  byId("controls").hidden = !data.reports.length;
  byId("zoom").hidden = false;
  byId("controls").addEventListener("input", changed);
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("#countries .country")) {
    button.addEventListener("click", () => choose(button.closest("tr").dataset.iso));
  }
  window.addEventListener("resize", () => setView(view));
  paint();
  setView(view);
})();
