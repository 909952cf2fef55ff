/* The frame around the map: start and show, the ground, the countries, hover text, and the view that is kept.

   Text arrives as JSON and is put on the page with textContent only. A text is either a string or a number: the
   place of that string in the list that came with the ground (see web.py). */
(function () {
  "use strict";

  const STORED = "station-atlas.place";
  const WORLD = [[-84, -173.5], [87, 173.5]];
  const SMALL_FROM_ZOOM = 0.75; // the circles of tiny countries: not where they would hide the sea,
  const SMALL_UNTIL_ZOOM = 5.5; // nor where the country itself can be hit
  const atlas = { ground: null, scene: null, areas: [], place: null, touched: false, settling: false };
  window.StationAtlas = atlas;

  atlas.element = function (tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  atlas.text = (value) => (typeof value === "number" ? atlas.ground.texts[value] : value);

  /* config: {ground: url, css: text, regions: [[slug, label, [left, bottom, right, top]]]} */
  atlas.start = function (map, config) {
    atlas.map = map;
    atlas.config = config;
    document.head.appendChild(atlas.element("style", "", atlas.css));
    buildFrame();
    atlas.buildControls(config.regions);
    atlas.edges = map.options.maxBounds;
    followTheme();
    restorePlace();
    map.on("movestart zoomstart", hideHover);
    map.on("moveend", storePlace);
    map.on("zoomend", onZoom);
    new ResizeObserver(onResize).observe(map.getContainer());
    fetch(config.ground)
      .then((answer) => {
        if (!answer.ok) throw new Error("ground: " + answer.status);
        return answer.json();
      })
      .then((ground) => {
        atlas.ground = ground;
        if (atlas.scene) draw(atlas.scene);
      });
  };

  /* One change of the view: everything that differs from one view to another, and nothing else. */
  atlas.show = function (scene) {
    atlas.scene = scene;
    if (atlas.ground) draw(scene);
  };

  function draw(scene) {
    const root = document.documentElement.style;
    for (const [name, colour] of Object.entries(scene.colours)) root.setProperty("--" + name, colour);
    // The words below the map first: they settle how high it is, and its shapes are then computed once.
    atlas.drawLegend(scene);
    atlas.drawStrip(scene);
    keepRoom();
    onResize();
    if (!atlas.areas.length) drawGround(atlas.ground);
    drawAreas(scene);
    atlas.drawMarks(scene);
    atlas.drawLabels();
    document.documentElement.dataset.ready = "yes";
  }

  /* The room below the map stays as high as the highest it had at this width. Another legend or strip then leaves the
     map's size alone: no shape moves by a pixel, and none has to be computed again, which takes longer than all else. */
  function keepRoom() {
    const { below } = atlas;
    if (atlas.widthBelow !== below.clientWidth) below.style.minHeight = "";
    atlas.widthBelow = below.clientWidth;
    if (below.offsetHeight > parseFloat(getComputedStyle(below).minHeight)) below.style.minHeight = below.offsetHeight + "px";
  }

  /* A change of the page's theme starts no run of its own: the map asks for one, and is then drawn in the other colours. */
  function followTheme() {
    const streamlit = window.Streamlit;
    if (!streamlit || !streamlit.events) return;
    let asked = null;
    streamlit.events.addEventListener(streamlit.RENDER_EVENT, (event) => {
      const theme = event.detail.theme && event.detail.theme.base;
      if (!theme || !atlas.scene || !atlas.scene.theme) return;
      if (theme !== atlas.scene.theme && theme !== asked) streamlit.setComponentValue({ theme, at: Date.now() });
      asked = theme === atlas.scene.theme ? null : theme;
    });
  }

  function buildFrame() {
    const frame = atlas.element("div", "frame");
    const stage = atlas.element("div", "stage");
    atlas.hover = atlas.element("div", "hover");
    atlas.hover.setAttribute("role", "status");
    atlas.legend = atlas.element("div", "legend");
    atlas.strip = atlas.element("div", "strip");
    atlas.strip.tabIndex = -1; // where the link that skips the map leads
    stage.append(atlas.map.getContainer(), atlas.hover);
    // st_folium names the frame after its own module, which tells nobody anything when it is read aloud.
    if (window.frameElement && window.frameElement.title.includes("folium")) window.frameElement.title = "World map";
    atlas.below = atlas.element("div", "below");
    atlas.below.append(atlas.legend, atlas.strip);
    frame.append(stage, atlas.below);
    document.body.prepend(frame);
    atlas.stage = stage;
  }

  /* ---- the place on the map: kept for the tab, never in the address ---- */

  function restorePlace() {
    atlas.place = readPlace();
    atlas.touched = atlas.place !== null;
    settle();
  }

  /* Takes on the size of the frame, and goes back to the reader's place, or to the whole world for a reader who has not
     moved yet. */
  function settle() {
    const { map, place } = atlas;
    atlas.settling = true; // what Leaflet rounds here is no move of the reader's
    map.setMaxBounds(null); // between two sizes it would glide back inside them, and end beside the place
    map.invalidateSize({ animate: false, pan: false });
    if (atlas.touched && place) map.setView([place.y, place.x], place.zoom, { animate: false });
    else fitWorld();
    map.setMaxBounds(atlas.edges);
    atlas.settling = false;
    onZoom();
  }

  /* The whole world as large as it fits, to the pixel. */
  function fitWorld() {
    const { map } = atlas;
    if (map.getSize().y > 50) map.setView([1.5, 0], map.getBoundsZoom(WORLD), { animate: false }); // it opens without a height
  }

  function readPlace() {
    try {
      return JSON.parse(window.sessionStorage.getItem(STORED));
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return null; // storage is switched off
      throw error;
    }
  }

  function storePlace() {
    if (!atlas.touched || atlas.settling) return;
    const centre = atlas.map.getCenter();
    atlas.place = { x: centre.lng, y: centre.lat, zoom: atlas.map.getZoom() };
    try {
      window.sessionStorage.setItem(STORED, JSON.stringify(atlas.place));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  atlas.goTo = function (bounds) {
    atlas.touched = true;
    const [left, bottom, right, top] = bounds;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    atlas.map.fitBounds([[bottom, left], [top, right]], { animate: !calm, padding: [4, 4] });
  };

  function onResize() {
    const box = atlas.map.getContainer();
    const known = atlas.map.getSize();
    if (known.x === box.clientWidth && known.y === box.clientHeight) return; // told of a size that it has already
    settle();
  }

  function onZoom() {
    const map = atlas.map;
    // With the whole world in view a drag has nowhere to go, and a finger shall scroll the page.
    if (map.getZoom() > map.getBoundsZoom(WORLD) + 0.25) map.dragging.enable();
    else map.dragging.disable();
    atlas.stage.dataset.near = map.getZoom() >= SMALL_UNTIL_ZOOM ? "yes" : "no";
    atlas.stage.dataset.far = map.getZoom() < SMALL_FROM_ZOOM ? "yes" : "no";
    if (atlas.ground && atlas.scene) {
      atlas.sizeMarks();
      atlas.drawLabels();
    }
  }

  /* ---- the ground ---- */

  function drawGround(ground) {
    const map = atlas.map;
    for (const [name, order] of [["globe", 210], ["land", 220], ["small", 230], ["chosen", 240]]) {
      map.createPane(name).style.zIndex = order;
    }
    for (const still of ["globe", "chosen"]) map.getPane(still).style.pointerEvents = "none";
    L.geoJSON(ground.outline, { pane: "globe", interactive: false, className: "globe" }).addTo(map);
    L.geoJSON(ground.graticule, { pane: "globe", interactive: false, className: "graticule" }).addTo(map);
    const flip = ([x, y]) => L.latLng(y, x);
    atlas.areas = ground.units.map((unit) => {
      const rings = L.GeoJSON.coordsToLatLngs(unit.rings, 2, flip);
      const area = { unit, parts: [L.polygon(rings, { pane: "land", className: "land", smoothFactor: 0.3, noClip: false })] };
      if (unit.small) {
        area.parts.push(L.circleMarker([unit.y, unit.x], { pane: "small", className: "small", radius: 2.5 }));
      }
      for (const part of area.parts) {
        part.on("mouseover mousemove", (event) => showHover(area, event.containerPoint));
        part.on("mouseout", hideHover);
        part.on("click", () => atlas.choose(area.unit.iso));
        part.addTo(map);
        listenToKeys(part.getElement(), area);
      }
      return area;
    });
    atlas.chosen = L.featureGroup().addTo(map);
    atlas.patterns = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    atlas.patterns.setAttribute("class", "patterns");
    atlas.patterns.setAttribute("aria-hidden", "true");
    atlas.stage.append(atlas.patterns);
  }

  function listenToKeys(path, area) {
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      atlas.choose(area.unit.iso);
    });
    path.addEventListener("focus", () => showHover(area, atlas.map.latLngToContainerPoint([area.unit.y, area.unit.x])));
    path.addEventListener("blur", hideHover);
  }

  function drawAreas(scene) {
    const styles = JSON.stringify(scene.styles);
    if (atlas.styles !== styles) atlas.patterns.replaceChildren(...scene.styles.map(patternOf).filter(Boolean));
    atlas.styles = styles;
    atlas.chosen.clearLayers();
    const said = new Map(scene.said.map(([index, label, detail]) => [index, { label, detail }]));
    atlas.areas.forEach((area, index) => {
      const look = parseInt(scene.look[index], 36);
      const [state, fill, pattern] = scene.styles[look];
      const { label, detail } = said.get(index) || area.unit;
      const paint = pattern ? "url(#pattern-" + look + ")" : fill;
      if (area.paint !== paint) {
        for (const part of area.parts) part.setStyle({ fillColor: paint, fillOpacity: 1 });
      }
      if (area.state !== state || area.label !== label) makeReachable(area, state === "counted" ? label : null);
      if (area.state !== state && area.unit.small) area.parts[1].setRadius(state === "counted" ? 6 : 2.5);
      Object.assign(area, { state, label, detail, paint });
      if (scene.open && area.unit.iso === scene.open) outline(area);
    });
  }

  /* A country with reports can be reached and opened with the keyboard. */
  function makeReachable(area, label) {
    const path = area.parts[0].getElement();
    if (label === null) {
      for (const name of ["tabindex", "role", "aria-label"]) path.removeAttribute(name);
      return;
    }
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", atlas.text(label));
  }

  /* A dark line on a light edge, or the other way round, so that it is seen on every colour. */
  function outline(area) {
    for (const className of ["chosen-edge", "chosen"]) {
      const look = { pane: "chosen", className, fill: false, interactive: false, smoothFactor: 0.3 };
      L.polygon(area.parts[0].getLatLngs(), look).addTo(atlas.chosen);
      if (area.unit.small) L.circleMarker([area.unit.y, area.unit.x], { ...look, radius: 8 }).addTo(atlas.chosen);
    }
  }

  function patternOf([, fill, pattern, colour], index) {
    if (!pattern) return null;
    const holder = document.createElementNS("http://www.w3.org/2000/svg", "pattern");
    const made = (tag, attributes) => {
      const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
      holder.append(shape);
    };
    const side = pattern === "dots" ? 5 : 6;
    holder.id = "pattern-" + index;
    holder.setAttribute("patternUnits", "userSpaceOnUse");
    holder.setAttribute("width", side);
    holder.setAttribute("height", side);
    made("rect", { width: side, height: side, fill });
    if (pattern === "dots") made("circle", { cx: 2.5, cy: 2.5, r: 0.9, fill: colour });
    else made("path", { d: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", stroke: colour, "stroke-width": 1.1 });
    return holder;
  }

  /* ---- hover and choice ---- */

  function showHover(area, point) {
    if (area.label === undefined) return;
    atlas.showHover([atlas.text(area.label), atlas.text(area.detail)], point);
  }

  atlas.showHover = function (lines, point) {
    const box = atlas.hover;
    box.replaceChildren(...lines.filter(Boolean).map((line) => atlas.element("div", "", line)));
    box.dataset.shown = "yes";
    const room = atlas.stage.getBoundingClientRect();
    const left = Math.min(Math.max(6, point.x + 14), room.width - box.offsetWidth - 6);
    const above = point.y - box.offsetHeight - 12;
    box.style.transform = "translate(" + Math.max(6, left) + "px," + (above < 6 ? point.y + 18 : above) + "px)";
  };

  function hideHover() {
    atlas.hover.dataset.shown = "no";
  }
  atlas.hideHover = hideHover;

  /* Opens a country's panel. The time makes two choices of one country two messages. */
  atlas.choose = function (iso, station) {
    if (!iso || !window.Streamlit) return;
    window.Streamlit.setComponentValue({ open: iso, station: station || "", at: Date.now() });
  };
})();
