// @ts-check
/* Which mark an arrow key leads to: the nearest in its direction, one graph for all who can't use a pointer.

   Pure. Works in a page (window.StationNeighbours) and in node. */

var StationNeighbours = (() => {
  "use strict";

  const ASIDE = 2; // a step to the side counts as so many ahead: "right" prefers what lies right
  const ALONG = [[-1, 0], [1, 0], [0, 1], [0, -1]]; // left, right, up, down; y grows northwards

  /** For each place the index of the next one left, right, up and down; its own index where there is none.
   *
   * The next is the nearest within 45° of the direction, with what lies aside counted double; where none is, the nearest
   * of all that lie on that side. A place to which no other would lead is put between two that it lies between, so that
   * arrow keys reach every place from every other. Of equals the first wins; places at one spot follow each other left
   * and right in their order. Holding a key never leads back.
   * @param {[number, number][]} places x, y @returns {number[][]} */
  function neighbours(places) {
    // A shade of their order tells places at one spot apart, left from right.
    const points = places.map(([x, y], order) => [x + order * 1e-7, y]);
    const graph = points.map((_, here) => ALONG.map(([x, y]) => nextIn(points, here, x, y)));
    if (!points.length) return graph;
    let start = 0; // holding "left" ends here from everywhere
    points.forEach(([x], place) => { if (x < points[start][0]) start = place; });
    for (;;) {
      const found = reached(graph, start);
      if (found.size === points.length) return graph;
      insert(graph, points, found);
    }
  }

  /** @param {number[][]} points @param {number} here @param {number} x @param {number} y */
  function nextIn(points, here, x, y) {
    let near = here, nearest = Infinity, wide = here, widest = Infinity;
    points.forEach((point, other) => {
      const right = point[0] - points[here][0], up = point[1] - points[here][1];
      const ahead = right * x + up * y, aside = Math.abs(right * y) + Math.abs(up * x);
      if (!(ahead > 0)) return;
      const cost = ahead + ASIDE * aside;
      if (cost < widest) { widest = cost; wide = other; }
      if (aside <= ahead && cost < nearest) { nearest = cost; near = other; }
    });
    return nearest < Infinity ? near : wide;
  }

  /** @param {number[][]} graph @param {number} start */
  function reached(graph, start) {
    const seen = new Set([start]), waiting = [start];
    while (waiting.length) {
      for (const following of graph[/** @type {number} */ (waiting.pop())]) {
        if (!seen.has(following)) {
          seen.add(following);
          waiting.push(following);
        }
      }
    }
    return seen;
  }

  /** Puts the lost place that lies nearest to a reached one, and between it and its next, into that step.
   * @param {number[][]} graph @param {number[][]} points @param {Set<number>} found */
  function insert(graph, points, found) {
    const known = [...found].sort((a, b) => a - b);
    let best = /** @type {{cost: number, lost: number, one: number, column: number} | null} */ (null);
    points.forEach((point, lost) => {
      if (found.has(lost)) return;
      ALONG.forEach(([x, y], column) => {
        const along = (/** @type {number[]} */ at) => at[0] * x + at[1] * y;
        for (const one of known) {
          const following = graph[one][column];
          if (!(along(points[one]) < along(point))) continue;
          if (following !== one && !(along(point) < along(points[following]))) continue;
          const cost = Math.abs(points[one][0] - point[0]) + Math.abs(points[one][1] - point[1]);
          if (!best || cost < best.cost) best = { cost, lost, one, column };
        }
      });
    });
    if (!best) throw new Error("no place lies between two others");
    const { lost, one, column } = best;
    if (graph[one][column] !== one) graph[lost][column] = graph[one][column];
    graph[one][column] = lost;
  }

  return { neighbours };
})();

if (typeof module !== "undefined") module.exports = StationNeighbours;
