/* The marks: one a city (disc) or one a country without a city (hollow square), and the list that a mark opens into. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const NUMBERS_FROM_ZOOM = 2.75; // further out, Europe's marks would cover one another
  const FULL_SIZE_FROM_ZOOM = 0.75; // further out is the whole world on a phone
  const atlas = window.StationAtlas;
  const drawn = new Map();
  let popup = null;

  /* A marker placed in the plane. Leaflet's own 3D transform makes each mark a layer of its own for the compositor, and
     each change of the map as many layers to draw. */
  const FlatMarker = L.Marker.extend({
    _setPos(point) {
      L.Marker.prototype._setPos.call(this, point);
      this._icon.style.transform = "translate(" + point.x + "px," + point.y + "px)";
    },
  });

  function shape(tag, attributes, parent, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  /* Radius of the body. Grows with the number of reports, so that no mark looks larger than one with more. */
  function bodyRadius(count, numbered) {
    if (!numbered) return (atlas.map.getZoom() < FULL_SIZE_FROM_ZOOM ? 0.75 : 1) * (2.3 + 0.5 * Math.min(count - 1, 5));
    return count === 1 ? 5 : count < 10 ? 7.5 : 9;
  }

  /* ring: one outer line for the first wave (none drawn but the light edge), a second one for later waves, a
     half one when both are under the mark. */
  atlas.drawMark = function (form, ring, count, numbered) {
    const body = bodyRadius(count, numbered);
    const gap = numbered ? 1.7 : 1.1;
    const line = numbered ? 1.3 : 0.9;
    const outer = ring === "single" ? body + gap : body + gap + line + 0.7;
    const half = Math.ceil(outer + 1);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", 2 * half);
    svg.setAttribute("height", 2 * half);
    svg.setAttribute("viewBox", [-half, -half, 2 * half, 2 * half].join(" "));
    svg.setAttribute("aria-hidden", "true");
    const at = body + gap + line / 2;
    if (form === "square") {
      const box = (radius, attributes) => shape("rect", { x: -radius, y: -radius, width: 2 * radius, height: 2 * radius, ...attributes }, svg);
      box(outer, { class: "mark-edge" });
      if (ring !== "single") box(at, { class: "mark-ring " + ring, "stroke-width": line, pathLength: 8 });
      box(body - 0.7, { class: "mark-hollow", "stroke-width": numbered ? 1.6 : 1.3 });
    } else {
      shape("circle", { r: outer, class: "mark-edge" }, svg);
      if (ring !== "single") shape("circle", { r: at, class: "mark-ring " + ring, "stroke-width": line, pathLength: 8 }, svg);
      shape("circle", { r: body, class: "mark-body" }, svg);
    }
    if (numbered && count > 1) shape("text", { class: "mark-number " + form, y: 3.9 }, svg, String(count));
    return svg;
  };

  function numbered() {
    return atlas.map.getZoom() >= NUMBERS_FROM_ZOOM;
  }

  /* Changes where the marks change their size. */
  function sizeStep() {
    return numbered() ? 2 : atlas.map.getZoom() >= FULL_SIZE_FROM_ZOOM ? 1 : 0;
  }

  function icon(mark) {
    const svg = atlas.drawMark(mark.shape, mark.ring, mark.count, numbered());
    const size = Math.max(Number(svg.getAttribute("width")), numbered() ? 24 : 14);
    return L.divIcon({ html: svg, className: "mark", iconSize: [size, size] });
  }

  function dress(entry) {
    const element = entry.marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", atlas.text(entry.mark.label));
    element.dataset.mark = atlas.text(entry.mark.key);
    element.onmouseenter = element.onfocus = () => {
      const point = atlas.map.latLngToContainerPoint(entry.marker.getLatLng());
      atlas.showHover([atlas.text(entry.mark.label)], point);
    };
    element.onmouseleave = element.onblur = atlas.hideHover;
  }

  function read(row) {
    const [key, form, ring, iso, x, y, count, label, items] = row;
    return { key, shape: form, ring, iso, x, y, count, label, items };
  }

  atlas.drawMarks = function (scene) {
    const rows = scene.marks.map((row) => (typeof row === "number" ? atlas.ground.marks[row] : row));
    const wanted = new Map(rows.map((row) => [atlas.text(row[0]), row]));
    for (const [key, entry] of drawn) {
      if (wanted.has(key)) continue;
      entry.marker.remove();
      drawn.delete(key);
      if (popup && popup.key === key) closeList();
    }
    for (const [key, row] of wanted) {
      const signature = JSON.stringify(row);
      const known = drawn.get(key);
      if (known && known.signature === signature) continue;
      const mark = read(row);
      if (known) {
        Object.assign(known, { mark, signature });
        known.marker.setIcon(icon(mark));
        dress(known);
        if (popup && popup.key === key) openList(known);
        continue;
      }
      const marker = new FlatMarker([mark.y, mark.x], {
        icon: icon(mark), keyboard: true, riseOnHover: true, zIndexOffset: 1000 - 10 * mark.count,
      });
      const entry = { mark, signature, marker };
      marker.on("click", () => {
        atlas.hideHover();
        openList(entry);
        atlas.choose(entry.mark.iso, atlas.text(entry.mark.key));
      });
      marker.addTo(atlas.map);
      dress(entry);
      drawn.set(key, entry);
    }
    sized = sizeStep();
  };

  let sized = null;

  /* After a zoom: small discs far out, numbers from near enough. */
  atlas.sizeMarks = function () {
    if (sized === sizeStep()) return;
    sized = sizeStep();
    for (const entry of drawn.values()) {
      entry.marker.setIcon(icon(entry.mark));
      dress(entry);
    }
  };

  atlas.markPoints = () => [...drawn.values()].map((entry) => atlas.map.latLngToContainerPoint(entry.marker.getLatLng()));

  function openList(entry) {
    const box = atlas.element("div", "list");
    box.append(atlas.element("strong", "", atlas.text(entry.mark.label)));
    const items = atlas.element("ul");
    for (const item of entry.mark.items) items.append(atlas.element("li", "", atlas.text(item)));
    box.append(items);
    const options = { maxWidth: 300, minWidth: 180, autoPanPadding: [8, 8], offset: [0, -4] };
    const layer = L.popup(options).setLatLng(entry.marker.getLatLng()).setContent(box);
    layer.on("remove", () => {
      if (popup && popup.layer === layer) popup = null;
    });
    popup = { key: atlas.text(entry.mark.key), layer };
    layer.openOn(atlas.map);
  }

  function closeList() {
    popup.layer.remove();
    popup = null;
  }
})();
