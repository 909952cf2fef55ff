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

  /** Why a file does not come, in the words of the server; "" where it has none. @param {string} address */
  async function reasonOf(address) {
    try {
      await window.AtlasFiles.ask(address);
    } catch (error) {
      return window.AtlasFiles.reason(error);
    }
    return "";
  }

  /* A preview that does not come: what stood in its place said that it is being drawn. An image keeps the reason to itself,
     so the server is asked once more. */
  document.addEventListener("error", async (event) => {
    const image = event.target;
    const preview = image instanceof HTMLImageElement ? image.closest(".preview") : null;
    const told = preview && preview.querySelector("span");
    if (!(image instanceof HTMLImageElement) || !(preview instanceof HTMLElement) || !told) return;
    image.style.opacity = "0"; // the browser's sign for a broken image says less
    told.removeAttribute("aria-hidden");
    told.setAttribute("role", "status");
    told.textContent = (await reasonOf(image.src)) || preview.dataset.failed || "";
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
