/* The legend inside the frame: all that is drawn and nothing else; and the strip that any screenshot carries. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;

  /** @param {Painted} entry */
  function swatch({ fill, pattern, lines }) {
    const box = atlas.element("span", "swatch");
    box.style.backgroundColor = fill;
    if (pattern === "dots") {
      box.style.backgroundImage = "radial-gradient(" + lines + " 1px, transparent 1.2px)";
      box.style.backgroundSize = "5px 5px";
    }
    if (pattern === "lines") box.style.backgroundImage = "repeating-linear-gradient(135deg, " + lines + " 0 1px, transparent 1px 4px)";
    return box;
  }

  function moved() {
    const svg = atlas.shape("svg", { width: 24, height: 12, viewBox: "0 0 24 12", "aria-hidden": "true", class: "moved" });
    atlas.shape("line", { x1: 3, y1: 6, x2: 15, y2: 6 }, svg);
    atlas.shape("circle", { cx: 3, cy: 6, r: 1.8 }, svg);
    atlas.shape("circle", { cx: 18, cy: 6, r: 4.5 }, svg);
    return svg;
  }

  const SIGNS = {
    mark: ({ shape, ring }) => atlas.drawMark(shape || "circle", ring || "single", shape ? "2" : ""),
    moved,
    name: () => "",
  };

  let drawn = ""; // what the legend says now
  const widths = new Map();

  atlas.drawLegend = function (scene) {
    const said = JSON.stringify([scene.legend, scene.heading]);
    if (drawn === said) return;
    drawn = said;
    const areas = atlas.element("div", "keys areas");
    const steps = atlas.element("div", "steps");
    const marks = atlas.element("div", "keys");
    let level = 0;
    for (const entry of scene.legend) {
      const item = atlas.element("span", "key key-" + entry.kind);
      item.append(SIGNS[entry.kind] ? SIGNS[entry.kind](entry) : swatch(entry), atlas.element("span", "", atlas.text(entry.label)));
      const lights = entry.kind === "class" ? level++ : SIGNS[entry.kind] ? null : entry.kind;
      if (lights !== null) light(item, lights);
      (entry.kind === "class" ? steps : SIGNS[entry.kind] ? marks : areas).append(item);
    }
    const heading = atlas.element("div", "heading", atlas.text(scene.heading));
    if (steps.childElementCount) areas.prepend(steps);
    atlas.legend.replaceChildren(...(steps.childElementCount ? [heading] : []), ...[areas, marks].filter((box) => box.childElementCount));
    atlas.roving(atlas.legend, "[data-lights]");
  };

  /* The room that legend and strip took once stays theirs while they are as wide. Otherwise the map above them would be
     laid out anew, and move under the reader's eyes, at each click that adds or takes a line. */
  atlas.keepRoom = function () {
    for (const part of [atlas.legend, atlas.strip]) {
      if (atlas.isStacked || widths.get(part) !== part.clientWidth) part.style.minHeight = "";
      widths.set(part, part.clientWidth);
      if (!atlas.isStacked) part.style.minHeight = getComputedStyle(part).height;
    }
  };

  /* A class or a state that is pointed at shows where it is. */
  function light(item, key) {
    item.dataset.lights = String(key);
    item.tabIndex = -1;
    item.setAttribute("role", "img");
    item.setAttribute("aria-label", item.textContent);
    for (const event of ["mouseenter", "focus"]) item.addEventListener(event, () => atlas.light(key));
    for (const event of ["mouseleave", "blur"]) item.addEventListener(event, () => atlas.light(null));
  }

  atlas.markClass = function (key) {
    for (const item of atlas.legend.querySelectorAll("[data-lights]")) {
      item.classList.toggle("pointed", key !== null && item.dataset.lights === String(key));
    }
  };

  /* Lines of the legend that say how to read what is drawn at this scale only. */
  atlas.markLegend = function () {
    for (const [kind, shown] of [["moved", atlas.moved > 0], ["name", atlas.named]]) {
      const item = atlas.legend.querySelector(".key-" + kind);
      if (item) item.hidden = !shown;
    }
  };

  let lines = null; // of the strip, by what they say

  atlas.drawStrip = function (scene) {
    lines = lines || buildStrip();
    const { filters, counted, claim, reply, source, borders } = scene.strip;
    const said = { filters, counted, claim, reply };
    for (const [name, value] of Object.entries(said)) say(lines[name], atlas.text(value));
    say(lines.notes, atlas.text(source) + " " + atlas.text(borders));
    const container = atlas.map.getContainer();
    container.setAttribute("role", "group");
    container.setAttribute("aria-label", atlas.text(scene.alt));
  };

  function buildStrip() {
    const made = {
      filters: atlas.element("strong"), counted: atlas.element("span"), claim: atlas.element("p"), reply: atlas.element("p"),
      notes: atlas.element("div", "notes"),
    };
    const says = atlas.element("div", "says");
    says.append(made.filters, made.counted);
    const sides = atlas.element("div", "sides");
    sides.append(made.claim, made.reply);
    atlas.strip.append(says, sides, made.notes);
    return made;
  }

  /* Most of the strip says the same in every view: what has not changed is not laid out anew. */
  function say(line, words) {
    if (line.textContent !== words) line.textContent = words;
  }
})();
