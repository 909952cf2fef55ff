/* The keyboard: the marks are one Tab stop. Arrows lead to the nearest mark in their direction, letters to the first mark
   of a country, Enter opens the list, + and − zoom. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]; // in the order of the graph
  const TYPING_MS = 900; // letters that follow each other faster are one word
  let graph = null; // of the marks in view, made when the first arrow asks for it
  const roving = new WeakSet(); // groups that listen already
  let stop = "";
  let typed = { word: "", at: 0 };

  /* The one mark that Tab reaches: the last one, as long as the view keeps it. */
  atlas.keepStop = function () {
    const kept = atlas.marks.find((mark) => mark.key === stop) || atlas.marks[0];
    for (const mark of atlas.marks) if (mark.stands() || mark === kept) mark.element.tabIndex = mark === kept ? 0 : -1;
    stop = kept ? kept.key : "";
  };

  /* Whether Tab reaches this mark: it stands in the page, however many there are. */
  atlas.isStop = (mark) => mark.key === stop;

  function go(mark) {
    stop = mark.key;
    atlas.keepStop();
    if (!mark.panel.sees(...mark.spot)) atlas.map.panTo([mark.y, mark.x], { animate: false });
    if (!mark.element.isConnected) atlas.drawMarks();
    mark.element.focus({ preventScroll: true });
  }

  atlas.forgetGraph = () => { graph = null; };

  function nextOf(mark, arrow) {
    graph = graph || window.StationNeighbours.neighbours(atlas.marks.map(({ x, y }) => [x, y]));
    return graph[mark.order][arrow];
  }

  function type(letter) {
    const now = Date.now();
    typed = { word: now - typed.at < TYPING_MS ? typed.word + letter : letter, at: now };
    const names = new Map(atlas.areas.map((area) => [area.unit.iso, area.unit.name.toLowerCase()]));
    const found = atlas.marks.find((mark) => (names.get(mark.iso) || "").startsWith(typed.word))
      || atlas.marks.find((mark) => mark.place.toLowerCase().startsWith(typed.word));
    if (found) go(found);
  }

  document.addEventListener("keydown", (event) => {
    const element = event.target instanceof Element ? event.target.closest(".mark") : null;
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = atlas.marks.find((one) => one.stands() && one.element === element);
    if (!mark) return;
    const arrow = ARROWS.indexOf(event.key);
    if (arrow >= 0) go(atlas.marks[nextOf(mark, arrow)]);
    else if (event.key === "Home") go(atlas.marks[0]);
    else if (event.key === "End") go(atlas.marks[atlas.marks.length - 1]);
    else if (event.key === "Enter" || event.key === " ") atlas.openList(mark, true);
    else if (event.key === "Escape") atlas.closeList(true);
    else if (event.key === "+" || event.key === "-") atlas.zoomBy(event.key === "+" ? 0.75 : -0.75);
    else if (/^\p{L}$/u.test(event.key)) type(event.key.toLowerCase());
    else return;
    event.preventDefault();
  });

  /* A group of controls that is one Tab stop: arrows, Home and End lead from one to the other. */
  atlas.roving = function (group, selector) {
    const items = () => [...group.querySelectorAll(selector)].filter((item) => !item.disabled && item.offsetParent !== null);
    const all = [...group.querySelectorAll(selector)];
    all.forEach((item, place) => { item.tabIndex = place ? -1 : 0; });
    if (roving.has(group)) return;
    roving.add(group);
    group.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const list = items();
      const here = list.indexOf(document.activeElement);
      const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: list.length - 1 };
      if (here < 0 || !(event.key in to)) return;
      event.preventDefault();
      list[(to[event.key] + list.length) % list.length].focus();
    });
    group.addEventListener("focusin", (event) => {
      const list = items();
      if (!list.includes(event.target)) return;
      for (const item of list) item.tabIndex = item === event.target ? 0 : -1;
    });
  };
})();
