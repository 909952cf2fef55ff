/* Tells Streamlit's client where the app lies before it starts. Left alone it asks below the page's own address first,
   so that each link to a page costs two requests that find nothing. And covers the page until all of it stands (page.js). */
(function () {
  "use strict";

  const own = document.currentScript;
  if (own instanceof HTMLScriptElement) window.__streamlit = { BACKEND_BASE_URL: new URL("../", own.src).href };
  document.documentElement.classList.add("unsettled");
})();
