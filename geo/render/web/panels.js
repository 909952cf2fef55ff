/* The two panels: the world, which Leaflet moves and zooms, and the inset, a still picture of where reports are dense.

   Both can say where a place lies in px and how many px a map unit has; marks and names ask nothing else of them. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;

  function layers(parent) {
    const lines = atlas.shape("svg", { class: "lines", "aria-hidden": "true" }, parent);
    const names = atlas.element("div", "names");
    names.setAttribute("aria-hidden", "true");
    const marks = atlas.element("div", "marks");
    parent.append(names);
    const shapes = atlas.shape("svg", { class: "shapes", "aria-hidden": "true" }, parent);
    parent.append(marks);
    return { lines, names, shapes, marks };
  }

  atlas.buildPanels = (ground) => ({ world: buildWorld(ground), inset: buildInset(ground.inset) });

  function buildWorld(ground) {
    const { map } = atlas;
    const pane = map.createPane("spots");
    pane.classList.add("leaflet-zoom-hide");
    L.DomEvent.disableClickPropagation(pane);
    return {
      ...layers(pane),
      areas: new Map(),
      scale: () => 2 ** map.getZoom(),
      project: (x, y) => map.latLngToLayerPoint([y, x]),
      client: (x, y) => {
        const box = map.getContainer().getBoundingClientRect();
        const point = map.latLngToContainerPoint([y, x]);
        return { x: box.left + point.x, y: box.top + point.y };
      },
      sees: (x, y) => map.getBounds().contains([y, x]),
      place: (mark) => [mark.x, mark.y],
      rungs: () => (atlas.level === "near" || !ground.inset ? ground.near.rungs : ground.world.rungs),
      holds: (mark) => atlas.stage.dataset.inset !== "yes" || !(mark.number in ground.inset.marks),
      cities: () => atlas.level === "near" || !ground.inset,
    };
  }

  function buildInset(inset) {
    const box = atlas.inset;
    if (!inset) return { rungs: () => [], holds: () => false, scalePatterns: () => {}, measure: () => {}, areas: new Map() };
    const [left, bottom, right, top] = inset.bounds;
    const svg = atlas.shape("svg", { viewBox: [left, -top, right - left, top - bottom].join(" "), class: "ground" }, box);
    const sea = atlas.shape("rect", { x: left, y: -top, width: right - left, height: top - bottom, class: "globe" }, svg);
    const go = () => {
      const region = atlas.config.regions.find(([slug]) => slug === "europe");
      if (region) atlas.goTo(region[2]);
    };
    sea.addEventListener("click", go);
    const land = atlas.shape("g", {}, svg);
    const chosen = atlas.shape("g", { class: "chosen-layer" }, svg);
    box.append(atlas.element("div", "tag", inset.label));
    const overlay = atlas.element("div", "overlay");
    box.append(overlay);
    const path = (rings) => rings.map((part) => part.map((ring) =>
      "M" + atlas.unpack(ring).map(([x, y]) => +x.toFixed(2) + "," + -y.toFixed(2)).join("L") + "Z").join("")).join("");
    let width = 0;
    const panel = {
      ...layers(overlay),
      areas: new Map(),
      chosen,
      scale: () => width / (right - left),
      measure: () => { width = box.clientWidth; },
      project: (x, y) => ({ x: (x - left) * panel.scale(), y: (top - y) * panel.scale() }),
      client: (x, y) => {
        const at = panel.project(x, y);
        const edges = box.getBoundingClientRect();
        return { x: edges.left + at.x, y: edges.top + at.y };
      },
      sees: () => true,
      place: (mark) => inset.marks[mark.number],
      rungs: () => inset.rungs,
      holds: (mark) => mark.number in inset.marks,
      cities: () => false,
      scalePatterns: () => {
        for (const pattern of atlas.patterns.querySelectorAll("[data-panel=inset]")) {
          pattern.setAttribute("patternTransform", "scale(" + 1 / (panel.scale() || 1) + ")");
        }
      },
    };
    atlas.patterns = atlas.shape("svg", { class: "patterns", "aria-hidden": "true" }, atlas.stage);
    for (const { unit, rings } of inset.shapes) {
      panel.areas.set(unit, atlas.shape("path", { d: path(rings), class: "land" }, land));
    }
    return panel;
  }
})();
