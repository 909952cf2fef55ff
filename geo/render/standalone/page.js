/* What the stand-alone page has besides the map: a table of countries, and texts written of the whole view that give way
   when the reader looks at another one. */
(function () {
  "use strict";

  const site = window.StationSite;
  const { byId } = site;
  const written = JSON.stringify(window.StationView.read(site.settings.view, Object.values(window.StationData)[0].record).view);

  function draw(composed) {
    const { record, view } = site;
    const { newest, byCountry } = composed.kept;
    for (const row of document.querySelectorAll("#countries tbody tr")) {
      const { iso } = row.dataset;
      row.cells[1].textContent = String(byCountry[iso] || 0);
      row.cells[2].textContent = String(composed.cities(iso));
      const answer = iso in newest ? Object.values(window.StationCited)[0][iso].responses[newest[iso]] : null;
      row.cells[3].textContent = answer ? answer.label : record.words.messages["response.none"];
      row.cells[4].textContent = answer ? answer.date : "";
      row.classList.toggle("gone", !(iso in byCountry));
      row.classList.toggle("chosen", iso === view.open);
    }
    const same = JSON.stringify({ ...view, open: undefined }) === JSON.stringify({ ...JSON.parse(written), open: undefined });
    for (const part of document.querySelectorAll(".whole")) part.hidden = !same;
    for (const part of document.querySelectorAll("[data-known]")) {
      part.hidden = !window.StationSelect.knownOn(part.dataset.known, view.until);
    }
  }

  for (const button of document.querySelectorAll("#countries .country")) {
    button.addEventListener("click", () => {
      site.change({ open: button.closest("tr").dataset.iso });
      byId("open").scrollIntoView({ block: "nearest" });
    });
  }
  site.listeners.push(draw);
})();
