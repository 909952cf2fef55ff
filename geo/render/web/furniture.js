/* Everything on the map's frame that is no land and no mark: buttons, legend, labels, and the strip below. */
(function () {
  "use strict";

  const LABELS_FROM_ZOOM = 2.75;
  const atlas = window.StationAtlas;

  atlas.buildControls = function (regions) {
    const map = atlas.map;
    const places = atlas.element("div", "places");
    places.setAttribute("role", "group");
    places.setAttribute("aria-label", "Zoom to a region");
    for (const [slug, label, bounds] of regions) {
      const button = atlas.element("button", "", label);
      button.type = "button";
      button.dataset.region = slug;
      button.onclick = () => atlas.goTo(bounds);
      places.append(button);
    }
    const zoom = atlas.element("div", "zoom");
    for (const [sign, label, step] of [["+", "Zoom in", 0.75], ["−", "Zoom out", -0.75]]) {
      const button = atlas.element("button", "", sign);
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.onclick = () => {
        atlas.touched = true;
        map.setZoom(map.getZoom() + step);
      };
      zoom.append(button);
    }
    const skip = atlas.element("button", "skip", "Skip the map");
    skip.type = "button";
    skip.onclick = () => atlas.strip.focus();
    for (const box of [skip, places, zoom]) L.DomEvent.disableClickPropagation(box);
    atlas.stage.prepend(skip, places, zoom); // before the hundred marks and countries that can take the focus
    atlas.names = map.createPane("names"); // moves with the map, below the marks and their lists
    atlas.names.setAttribute("aria-hidden", "true");
    atlas.names.classList.add("leaflet-zoom-hide");
    // A page is scrolled over the map far more often than the map is zoomed: the wheel zooms after a click into it.
    map.scrollWheelZoom.disable();
    map.on("mousedown", () => map.scrollWheelZoom.enable());
    for (const hand of ["mousedown", "touchstart", "wheel", "keydown"]) {
      map.getContainer().addEventListener(hand, () => { atlas.touched = true; }, { passive: true });
    }
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    map.on("moveend", () => { if (atlas.scene) atlas.drawLabels(); });
  };

  /* ---- legend ---- */

  function swatch(entry) {
    const box = atlas.element("span", "swatch");
    const [, , fill, pattern, colour] = entry;
    box.style.backgroundColor = fill;
    if (pattern === "dots") box.style.backgroundImage = "radial-gradient(" + colour + " 1px, transparent 1.2px)";
    if (pattern === "lines") {
      box.style.backgroundImage = "repeating-linear-gradient(135deg, " + colour + " 0 1px, transparent 1px 4px)";
    }
    if (pattern === "dots") box.style.backgroundSize = "5px 5px";
    return box;
  }

  atlas.drawLegend = function (scene) {
    const said = JSON.stringify([scene.legend, scene.heading]);
    if (atlas.legend.said === said) return;
    atlas.legend.said = said;
    const group = (heading) => {
      const box = atlas.element("div", "keys");
      if (heading) box.append(atlas.element("span", "heading", heading));
      return box;
    };
    const areas = group(atlas.text(scene.heading));
    const marks = group("");
    for (const entry of scene.legend) {
      const [kind, label, , , , form, ring] = entry;
      const item = atlas.element("span", "key " + kind);
      if (kind === "mark") item.append(atlas.drawMark(form || "circle", ring || "single", ring ? 1 : 2, true));
      else item.append(swatch(entry));
      item.append(atlas.element("span", "", atlas.text(label)));
      (kind === "mark" ? marks : areas).append(item);
    }
    atlas.legend.replaceChildren(...[areas, marks].filter((box) => box.querySelector(".key")));
  };

  /* ---- the strip that any screenshot carries ---- */

  atlas.drawStrip = function (scene) {
    const [filters, counted, ...notes] = scene.strip.map(atlas.text);
    const first = atlas.element("div", "says");
    first.append(atlas.element("strong", "", filters), atlas.element("span", "", counted));
    atlas.strip.replaceChildren(first, atlas.element("div", "notes", notes.filter(Boolean).join(" ")));
    const container = atlas.map.getContainer();
    container.setAttribute("role", "group");
    container.setAttribute("aria-label", atlas.text(scene.alt));
  };

  /* ---- names of countries with reports, where there is room ---- */

  function overlaps(box, others) {
    return others.some((o) => box.left < o.right && o.left < box.right && box.top < o.bottom && o.top < box.bottom);
  }

  atlas.drawLabels = function () {
    const map = atlas.map;
    const names = atlas.names;
    names.replaceChildren();
    if (map.getZoom() < LABELS_FROM_ZOOM || !atlas.scene.areas) return;
    const size = map.getSize();
    const taken = atlas.markPoints().map((p) => ({ left: p.x - 10, right: p.x + 10, top: p.y - 10, bottom: p.y + 10 }));
    const wanted = atlas.areas.filter((area) => area.state === "counted").map((area) => {
      const bounds = area.parts[0].getBounds();
      const low = map.latLngToContainerPoint(bounds.getSouthWest());
      const high = map.latLngToContainerPoint(bounds.getNorthEast());
      return { area, width: high.x - low.x, height: low.y - high.y };
    }).sort((a, b) => b.width * b.height - a.width * a.height);
    for (const { area, width, height } of wanted) {
      const point = map.latLngToContainerPoint([area.unit.y, area.unit.x]);
      if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) continue;
      const name = atlas.element("span", "", area.unit.name);
      names.append(name);
      const half = name.offsetWidth / 2;
      const fits = [0, -16, 16, -28, 28].map((shift) => ({
        left: point.x - half, right: point.x + half, top: point.y + shift - 8, bottom: point.y + shift + 8, shift,
      })).find((box) => !overlaps(box, taken) && Math.abs(box.shift) <= height / 2);
      if (!fits || 2 * half > width * 1.15) {
        name.remove();
        continue;
      }
      L.DomUtil.setPosition(name, map.containerPointToLayerPoint([fits.left, fits.top]).round());
      taken.push(fits);
    }
  };
})();
