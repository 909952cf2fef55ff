/* What is said about a thing on the map: a line or two beside the pointer, and the list that a mark opens into. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const EDGE = 6;
  let opened = null;

  /* x, y: px of the frame's window. The box stays inside the frame. */
  atlas.showHover = function (lines, x, y) {
    if (opened) return;
    atlas.hover.replaceChildren(...lines.filter(Boolean).map((line) => atlas.element("div", "", line)));
    atlas.hover.dataset.shown = "yes";
    put(atlas.hover, x + 14, y - atlas.hover.offsetHeight - 12, y + 18);
  };

  atlas.hideHover = () => { atlas.hover.dataset.shown = "no"; };

  function put(box, x, above, below) {
    const room = atlas.frame.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(x - room.left, room.width - box.offsetWidth - EDGE));
    const top = above - room.top < EDGE ? below - room.top : above - room.top;
    const most = room.height - box.offsetHeight - EDGE;
    box.style.transform = "translate(" + left + "px," + Math.max(EDGE, Math.min(top, most)) + "px)";
  }

  /* byKeys: the list takes the focus, and gives it back to its mark. */
  atlas.openList = function (mark, byKeys) {
    atlas.closeList();
    atlas.hideHover();
    const area = atlas.areas.find((one) => one.unit.iso === mark.iso);
    const box = atlas.element("div", "list");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", atlas.text(mark.label));
    const items = atlas.element("ul");
    for (const item of mark.items) items.append(atlas.element("li", "", atlas.text(item)));
    box.append(atlas.element("strong", "", atlas.text(mark.label)), items);
    if (area && area.detail !== undefined) box.append(atlas.element("p", "", atlas.text(area.detail)));
    const more = atlas.element("button", "more", area
      ? atlas.word("{country}: who says so, and the replies").replace("{country}", area.unit.name) : atlas.word("Who says so"));
    more.type = "button";
    more.onclick = () => {
      atlas.closeList(true);
      atlas.choose(mark.iso, mark.key);
      atlas.bringIntoSight();
    };
    const close = atlas.element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", atlas.word("Close the list"));
    close.onclick = () => atlas.closeList(true);
    box.append(more, close);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      atlas.closeList(true);
    });
    box.style.maxHeight = atlas.frame.clientHeight - 4 * EDGE + "px";
    atlas.frame.append(box);
    const at = mark.element.getBoundingClientRect();
    put(box, at.left + at.width / 2 - box.offsetWidth / 2, at.top - box.offsetHeight - 4, at.bottom + 4);
    opened = { box, mark };
    if (byKeys) more.focus({ preventScroll: true });
  };

  /* What the page says of the country stands below the map: on a small screen below its edge. */
  atlas.bringIntoSight = function () {
    const page = window.frameElement && window.frameElement.ownerDocument;
    const panel = page && page.querySelector(".st-key-panel");
    if (!panel) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    panel.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  };

  atlas.closeList = function (back) {
    if (!opened) return;
    const { box, mark } = opened;
    opened = null;
    box.remove();
    if (back) mark.element.focus({ preventScroll: true });
  };

  /* After a change of the view: the open list says what its mark has now, and closes with it. */
  atlas.refreshList = function () {
    if (!opened) return;
    const now = atlas.marks.find((mark) => mark.key === opened.mark.key);
    if (!now) atlas.closeList();
    else if (now !== opened.mark) atlas.openList(now, opened.box.contains(document.activeElement));
  };

  document.addEventListener("mousedown", (event) => {
    if (opened && !opened.box.contains(event.target)) atlas.closeList();
  });
})();
