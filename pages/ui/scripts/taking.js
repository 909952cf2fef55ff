// @ts-check
/* Files that a page offers: a press fetches one from its own address, says so beside the links, and hands it over. A
   browser alone would not tell that a file is being made, nor why there is none. */
(function () {
  "use strict";

  /** The line that says what becomes of the files of one row. @param {HTMLElement} row */
  function lineOf(row) {
    const known = row.querySelector(".said");
    if (known instanceof HTMLElement) return known;
    const line = document.createElement("span");
    line.className = "said";
    line.setAttribute("role", "status");
    row.append(line);
    return line;
  }

  /** @param {HTMLElement} row @param {HTMLAnchorElement} link */
  async function take(row, link) {
    const line = lineOf(row);
    const { making = "", failed = "" } = row.dataset;
    link.setAttribute("aria-busy", "true");
    line.textContent = making;
    try {
      await window.AtlasFiles.take(link.href);
      line.textContent = link.dataset.done || "";
    } catch (error) {
      line.textContent = window.AtlasFiles.reason(error) || failed;
    }
    link.removeAttribute("aria-busy");
  }

  /* A preview that does not come: what stood in its place said that it is being drawn. */
  document.addEventListener("error", (event) => {
    const preview = event.target instanceof HTMLImageElement ? event.target.closest(".preview") : null;
    const told = preview && preview.querySelector("span");
    if (preview instanceof HTMLElement && told) told.textContent = preview.dataset.failed || "";
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.file") : null;
    const row = link && link.closest(".files");
    if (!(link instanceof HTMLAnchorElement) || !(row instanceof HTMLElement)) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") !== "true") take(row, link);
  });
})();
