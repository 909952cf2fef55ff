/* Runs in each page before its own scripts. Times a change from the reader's click to the end of the frame that painted
   it, inside the browser, so that neither the driver nor its connection is in the figure. */
(function () {
  "use strict";
  if (window !== window.top) return;
  const LIMIT = 60000; // ms
  const frame = () => document.querySelector("iframe[src*=folium]");

  /* What is to be seen of the map (or of the floor's one text), as one string; "" while there is nothing. */
  function seen() {
    const floor = document.querySelector(".st-key-changes");
    if (floor) return floor.textContent;
    const holder = frame();
    const map = holder && holder.contentDocument;
    const paths = map ? map.querySelectorAll("path.leaflet-interactive") : [];
    if (paths.length < 200) return "";
    const strip = map.querySelector(".strip"); // the atlas's own line of text, filled last
    if (strip && !strip.textContent) return "";
    const marks = map.querySelectorAll(".leaflet-marker-icon");
    return [...paths].map((path) => path.getAttribute("fill")).join("") + marks.length + (strip ? strip.textContent : "");
  }

  /* Calls back once the frame that the browser is about to draw has been drawn: a message sent from its callbacks is a task
     of its own, and comes after style, layout and paint, whether what changed was changed before the frame or within it. */
  function afterFrame(act) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    requestAnimationFrame(() => port2.postMessage(null));
  }

  /* Resolves with {at, seen} at the end of the frame that painted what `holds` asks for. */
  function painted(holds) {
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      function look() {
        const at = performance.now();
        const now = seen();
        if (now && holds(now)) resolve({ at, seen: now });
        else if (at - begun > LIMIT) reject(new Error("nothing changed"));
        else afterFrame(look);
      }
      afterFrame(look);
    });
  }

  /* When the page around the map last changed its text or its elements. */
  let lastChange = 0;
  const followed = new MutationObserver(() => { lastChange = performance.now(); });
  followed.observe(document, { subtree: true, childList: true, characterData: true });

  window.benchmark = {
    seen,
    /* Leaves a mark in the map's frame that only a frame which is not loaded again keeps. */
    mark() {
      frame().contentWindow.benchmarkMark = true;
    },
    /* Where the reader is on the map, and whether the mark is still there. */
    place() {
      const { map_div: map, benchmarkMark: marked } = frame().contentWindow;
      return { zoom: map.getZoom(), centre: map.getCenter().toString(), marked: marked === true };
    },
    /* When the first map had been painted, in ms since the navigation began. */
    first: painted(() => true),
    /* To be called before the click or key press that is to be timed; `answer` then resolves with
       {ms, seen}, and `rest()` later tells when the page was last changed, in ms since the click. */
    arm(event) {
      const before = seen();
      let from = null;
      window.addEventListener(event, () => { from = performance.now(); }, { capture: true, once: true });
      this.answer = painted((now) => from !== null && now !== before).then((paint) => ({ ms: paint.at - from, seen: paint.seen }));
      this.rest = () => lastChange - from;
    },
  };
})();
