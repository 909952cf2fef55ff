/* How Leaflet draws an outline on this map: once for a change, and only the rings that the window can show. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const FINE = 10; // to a tenth of a pixel
  const KEPT = 3; // windows whose outlines are kept: the way back to one is the step that is taken most
  const boxes = new WeakMap();

  /* Leaflet projects every point of every shape whenever the zoom changes, and sorts out afterwards what lies out of sight.
     A window on one region shows a small part of the world, so here a ring is sorted out by its box before it is projected.
     While the map is laid out anew, Leaflet would also draw each shape at the end of every step, of the zoom, of the move
     and for the new view: it is drawn once, when the last step has been taken. */
  L.Polyline.include({
    _project() {}, // nothing asks for the points before they are drawn
    _update() {
      if (atlas.settling || !this._map) return;
      const { min, max } = this._renderer._bounds;
      const sight = [this._map.getZoom(), this._map.getPixelOrigin(), min, max].join();
      this._outlines = this._outlines || new Map();
      const kept = this._outlines.get(sight);
      const outline = kept === undefined ? L.SVG.pointsToPath(this._cut(), this instanceof L.Polygon) : kept;
      this._outlines.delete(sight);
      this._outlines.set(sight, outline); // the latest stands last
      if (this._outlines.size > KEPT) this._outlines.delete(this._outlines.keys().next().value);
      if (outline !== this._outline) this.getElement().setAttribute("d", outline);
      this._outline = outline;
    },
    /* The rings in sight, cut off at the window's edges and without points that nobody could tell apart. Leaflet puts each
       point on a whole pixel before it looks which it can do without: of a coast it leaves stairs, on a fine screen two
       and three pixels high, and of the world half as many points again. */
    _cut() {
      this._rings = [];
      this._rawPxBounds = L.bounds([]);
      this._projectLatlngs(this._latlngs, this._rings, this._rawPxBounds);
      if (!this._rings.length) return [];
      this._updateBounds();
      this._clipPoints();
      this._simplifyPoints();
      return this._parts.map((ring) => ring.map(({ x, y }) => L.point(Math.round(x * FINE) / FINE, Math.round(y * FINE) / FINE)));
    },
    _projectLatlngs(lines, rings, reached) {
      if (!(lines[0] instanceof L.LatLng)) {
        for (const line of lines) this._projectLatlngs(line, rings, reached);
        return;
      }
      // L.CRS.Simple: a point of the map is its coordinates times the scale, north up.
      const scale = this._map.options.crs.scale(this._map.getZoom());
      const origin = this._map.getPixelOrigin();
      const { min, max } = this._renderer._bounds;
      const { left, bottom, right, top } = boxOf(lines);
      const edge = this.options.weight;
      const isSeen = right * scale - origin.x >= min.x - edge && left * scale - origin.x <= max.x + edge
        && -bottom * scale - origin.y >= min.y - edge && -top * scale - origin.y <= max.y + edge;
      if (!isSeen) return;
      const ring = lines.map(({ lat, lng }) => L.point(lng * scale - origin.x, -lat * scale - origin.y));
      for (const point of ring) reached.extend(point);
      rings.push(ring);
    },
  });

  atlas.drawOutlines = () => atlas.map.eachLayer((shape) => { if (shape instanceof L.Polyline) shape._update(); });

  function boxOf(line) {
    const known = boxes.get(line);
    if (known) return known;
    const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };
    for (const { lat, lng } of line) {
      if (lng < box.left) box.left = lng;
      if (lng > box.right) box.right = lng;
      if (lat < box.bottom) box.bottom = lat;
      if (lat > box.top) box.top = lat;
    }
    boxes.set(line, box);
    return box;
  }
})();
