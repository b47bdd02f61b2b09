/* The map on paper: a size for each paper, what was seen stays in sight, everything is unfolded. */
"use strict";

function mapPrint(map, fit) {
  const root = document.documentElement;
  const paper = document.getElementById("paper"), mono = document.getElementById("mono");
  let before = null, fitted = null;

  function view() {
    return `${map.getCenter()} ${map.getZoom()}`;
  }

  function prepare() {
    if (before) return;
    before = { centre: map.getCenter(), zoom: map.getZoom(), bounds: map.getBounds() };
    const isWhole = fitted === view();
    root.classList.add("printing");
    document.querySelectorAll("#tables details").forEach((element) => { element.open = true; });
    map.closePopup();
    map.invalidateSize({ animate: false });
    if (isWhole) fit();
    else map.fitBounds(before.bounds, { animate: false });
  }

  function restore() {
    root.classList.remove("printing", "sheet");
    map.invalidateSize({ animate: false });
    if (before) map.setView(before.centre, before.zoom, { animate: false });
    before = null;
  }

  function choosePaper() {
    root.className = root.className.replace(/paper-\S+/g, "");
    root.classList.add(`paper-${paper.value}`);
  }

  paper.addEventListener("change", choosePaper);
  mono.addEventListener("change", () => root.classList.toggle("mono", mono.checked));
  document.getElementById("print").addEventListener("click", function () {
    root.classList.add("sheet");
    window.print();
  });
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
  choosePaper();
  root.classList.toggle("mono", mono.checked);

  return { remember: () => { fitted = view(); } };
}
