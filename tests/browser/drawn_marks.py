"""What stands on the map's marks, measured in the page: a mark is where it is hit, its shape is drawn apart from it."""

MEASURE = """() => {
  const box = document.querySelector(".frame").getBoundingClientRect();
  const shapes = [...document.querySelectorAll(".shapes .mark-edge")].flatMap((path) => {
    const page = path.getScreenCTM();
    return path.getAttribute("d").split("z").filter(Boolean).map((outline) => {
      const [left, top] = /^M(-?[\\d.]+),(-?[\\d.]+)/.exec(outline).slice(1).map(Number);
      const round = /a([\\d.]+)/.exec(outline);
      const half = round ? Number(round[1]) : Number(/h([\\d.]+)/.exec(outline)[1]) / 2;
      const at = new DOMPoint(round ? left - half : left + half, round ? top : top + half).matrixTransform(page);
      return { x: at.x, y: at.y, half };
    });
  });
  const marks = [...document.querySelectorAll(".mark")].filter((mark) => mark.getClientRects().length).map((mark) => {
    const edges = mark.getBoundingClientRect();
    const [x, y] = [edges.left + edges.width / 2, edges.top + edges.height / 2];
    const hit = document.elementFromPoint(x, y);
    const shape = shapes.find((one) => Math.hypot(one.x - x, one.y - y) < 1);
    return {
      key: mark.dataset.mark, x, y, radius: shape ? shape.half : 0, number: Number(mark.textContent),
      size: parseFloat(getComputedStyle(mark).fontSize) * edges.width / mark.offsetWidth,
      own: hit && hit.closest(".mark") === mark,
      inside: edges.left >= box.left && edges.right <= box.right && edges.top >= box.top && edges.bottom <= box.bottom,
    };
  });
  const strip = document.querySelector(".strip").getBoundingClientRect().bottom;
  return { marks, shapes: shapes.length, strip, bottom: box.bottom };
}"""
"""Marks in sight in their order (key, middle, radius of the shape drawn there or 0, number and its size in px, whether
a click in its middle meets it, inside the frame), the number of shapes, lower edges of strip and frame."""
