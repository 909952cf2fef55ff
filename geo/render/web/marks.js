/* The marks: one a city (disc) or one a country without a city (hollow square), each with its number, at the spots that
   came with the ground. A mark that left its place has a line to it, with a dot at the place itself. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const LINE_FROM = 4.5; // px from its place: nearer, the mark still lies on it
  const SIZE = 24; // px: what a finger can hit; spots are so far apart
  const GAP = 1.6, RING = 1.2; // px of light edge around a mark, and of a ring's line
  const DOT = 0.42; // of a mark's size where no number could be read
  const LAYERS = ["mark-edge", "mark-ring", "mark-hollow", "mark-body"]; // from below
  const MANY = 400; // marks beyond which only those in sight stand in the page
  atlas.marks = [];
  let numbers = null; // key of a mark → its place in the ground
  const known = new Map(); // a mark as the wire has it → that mark in full

  /* What a mark is drawn of, from below: its class in map.css, half its width, and of a line its width and its dash.

     ring: none but the light edge for the first wave, a whole line for the second, a line of as many dashes as the wave's
     number for each later one, half a line where several waves are under the mark. number: what is written in it. */
  function partsOf(form, ring, number) {
    const body = (number.length > 1 ? 9 : 7.5) * (form === "square" ? 0.9 : 1);
    const edge = { look: "mark-edge", half: ring === "single" ? body + GAP : body + GAP + RING + 0.4 };
    const half = body + GAP + RING / 2;
    const line = { look: "mark-ring", half, line: RING, dash: dashOf(ring, half * (form === "square" ? 8 : 2 * Math.PI)) };
    const inner = form === "square" ? { look: "mark-hollow", half: body - 0.7, line: 1.5 } : { look: "mark-body", half: body };
    return ring === "single" ? [edge, inner] : [edge, line, inner];
  }

  /* Lengths of dash and gap of a ring so long; undefined for a whole one. */
  function dashOf(ring, length) {
    const dashes = Number((/^dashed-(\d+)$/.exec(ring) || [])[1] || 0);
    if (dashes) return [0.7, 0.3].map((share) => (share * length) / dashes);
    return ring === "mixed" ? [length / 2, length / 2] : undefined;
  }

  /* Clockwise, a disc from its right, a square from its upper left. */
  function outlineOf(form, x, y, half) {
    const [h, wide] = [+half.toFixed(2), +(2 * half).toFixed(2)];
    const from = (left, top) => "M" + left.toFixed(2) + "," + top.toFixed(2);
    if (form === "square") return from(x - h, y - h) + "h" + wide + "v" + wide + "h" + -wide + "z";
    const arc = "a" + h + "," + h + " 0 0 1 ";
    return from(x + h, y) + arc + -wide + ",0" + arc + wide + ",0z";
  }

  /** @param {{look: string, half: number, line?: number, dash?: number[]}} part @param {string} outline @param {number} scale */
  function drawPart({ look, line, dash }, outline, scale) {
    /** @type {Record<string, any>} */
    const drawn = { class: look, d: outline };
    if (line) drawn["stroke-width"] = line * scale;
    if (dash) drawn["stroke-dasharray"] = dash.map((length) => (length * scale).toFixed(2)).join(" ");
    return atlas.shape("path", drawn);
  }

  /* A mark by itself, for the legend. number: "" for none. */
  atlas.drawMark = function (form, ring, number) {
    const svg = atlas.shape("svg", { width: SIZE, height: SIZE, viewBox: "-12 -12 24 24", "aria-hidden": "true" });
    svg.append(...partsOf(form, ring, number).map((part) => drawPart(part, outlineOf(form, 0, 0, part.half), 1)));
    if (number) atlas.shape("text", { class: "mark-number " + form, y: 3.9 }, svg, number);
    return svg;
  };

  /* All marks of a panel: one path for what they have in common, since each element costs the browser time at each click.
     They lie apart, so that none covers another's edge. */
  function gather() {
    const paths = new Map();
    return {
      add(mark, at, scale) {
        for (const part of partsOf(mark.shape, mark.ring, String(mark.count))) {
          const key = [LAYERS.indexOf(part.look), part.line, part.dash, scale].join();
          const path = paths.get(key) || { part, scale, outlines: [] };
          path.outlines.push(outlineOf(mark.shape, at.x, at.y, part.half * scale));
          paths.set(key, path);
        }
      },
      draw: () => [...paths.entries()].sort().map(([, { part, scale, outlines }]) => drawPart(part, outlines.join(""), scale)),
    };
  }

  /* A mark of a scene in full: the wire has the number of one in the ground, or what differs from one. */
  atlas.markOf = (one) => {
    if (typeof one === "number") return atlas.ground.marks[one];
    return "of" in one ? { ...atlas.ground.marks[one.of], ...one } : one;
  };

  /* The marks of a scene, each with its number in the ground, by which its spots are found. One that a view showed before
     is taken again: most steps are there and back. */
  atlas.readMarks = function (scene) {
    numbers = numbers || new Map(atlas.ground.marks.map((mark, number) => [mark.key, number]));
    const before = new Set(atlas.marks);
    atlas.marks = scene.marks.map((one, place) => {
      const signature = typeof one === "number" ? String(one) : JSON.stringify(one);
      const mark = known.get(signature) || made(atlas.markOf(one));
      known.set(signature, mark);
      before.delete(mark);
      return Object.assign(mark, { number: numbers.get(mark.key), order: place });
    });
    for (const gone of before) gone.drop();
    if (known.size > 2 * MANY) {
      const shown = new Set(atlas.marks);
      for (const [signature, mark] of known) if (!shown.has(mark)) known.delete(signature);
    }
    atlas.forgetGraph();
    atlas.keepStop();
  };

  /* A mark whose element is made when it is first asked for: of thousands, most are never looked at. */
  function made(fields) {
    let element = null;
    return {
      ...fields,
      get element() { return element || (element = build(fields)); },
      stands: () => element !== null,
      drop() { if (element) element.remove(); },
    };
  }

  function build(fields) {
    const element = atlas.element("div", "mark " + fields.shape, String(fields.count));
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", [fields.label, fields.waves].map(atlas.text)
      .join(document.documentElement.lang.startsWith("zh") ? "，" : ", "));
    element.dataset.mark = fields.key;
    element.tabIndex = -1;
    const mark = () => atlas.marks.find((one) => one.key === fields.key);
    element.addEventListener("click", () => {
      atlas.openList(mark(), false);
      atlas.choose(fields.iso, fields.key);
    });
    element.addEventListener("mouseenter", () => hint(mark()));
    element.addEventListener("focus", () => hint(mark()));
    element.addEventListener("mouseleave", atlas.hideHover);
    element.addEventListener("blur", atlas.hideHover);
    return element;
  }

  function hint(mark) {
    const box = mark.element.getBoundingClientRect();
    const area = atlas.areas.find((one) => one.unit.iso === mark.iso);
    atlas.showHover([atlas.text(mark.label), area ? atlas.text(area.detail) : ""], box.right - 6, box.top + 6);
  }

  /* The rung of the ladder that holds at a panel's scale: positions are kept apart from there on. */
  atlas.rungOf = function (panel) {
    const zoom = Math.log2(panel.scale()) - Math.log2(atlas.factor());
    return panel.rungs().findLast((rung) => rung.zoom <= zoom + 1e-6) || panel.rungs()[0];
  };

  atlas.drawMarks = function () {
    const { world, inset } = atlas.panels;
    const factor = atlas.factor();
    atlas.moved = 0;
    for (const panel of [world, inset]) {
      if (panel === inset && atlas.stage.dataset.inset !== "yes") continue;
      const rung = atlas.rungOf(panel);
      /** @type {[string, Record<string, any>][]} */
      const lines = [];
      const dots = [];
      const shapes = gather();
      for (const mark of atlas.marks) {
        if (!panel.holds(mark)) continue;
        const place = panel.place(mark);
        const spot = rung.marks[mark.number] || place;
        const at = panel.project(...spot);
        Object.assign(mark, { panel, spot });
        if (atlas.marks.length > MANY && !atlas.isStop(mark)) {
          if (rung.dots) {
            dots.push("M" + at.x.toFixed(1) + " " + at.y.toFixed(1) + "h0");
            mark.drop();
            continue;
          }
          if (!panel.sees(...spot)) {
            mark.drop();
            continue;
          }
        }
        const { element } = mark;
        if (element.parentNode !== panel.marks) panel.marks.append(element);
        element.style.transform = "translate(" + (at.x - SIZE / 2) + "px," + (at.y - SIZE / 2) + "px) scale(" + factor + ")";
        element.classList.toggle("dot", Boolean(rung.dots));
        shapes.add(mark, at, rung.dots ? DOT * factor : factor);
        const foot = panel.project(...place);
        if (Math.hypot(foot.x - at.x, foot.y - at.y) > LINE_FROM) {
          lines.push(["line", { x1: foot.x, y1: foot.y, x2: at.x, y2: at.y }], ["circle", { cx: foot.x, cy: foot.y, r: 1.8 }]);
          atlas.moved += 1;
        }
      }
      // So many that none can be told from the next: one line of dots. A country is chosen by its area.
      if (dots.length) lines.push(["path", { class: "many-dots", d: dots.join("") }]);
      panel.lines.replaceChildren(...lines.map(([tag, attributes]) => atlas.shape(tag, attributes)));
      panel.shapes.replaceChildren(...shapes.draw());
    }
  };

  /* Marks whose spot can be seen. */
  atlas.marksInSight = () => atlas.marks.filter((mark) => mark.panel.sees(...mark.spot));
})();
