/* The map on paper: a size of its own, and everything unfolded. */
"use strict";

function mapPrint(map, fit) {
  function print(isPrinting) {
    document.documentElement.classList.toggle("printing", isPrinting);
    if (isPrinting) {
      document.querySelectorAll("details").forEach((element) => { element.open = true; });
    }
    map.invalidateSize({ animate: false });
    fit();
  }

  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
}
