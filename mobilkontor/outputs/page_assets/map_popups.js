/* Popups of places: what is in them, how large they are, where the focus goes. */
"use strict";

function mapPopups(map, facts) {
  function options() {
    const size = map.getSize();
    return {
      maxWidth: Math.min(320, size.x - 120), maxHeight: size.y - 130,
      autoPanPaddingTopLeft: [54, 24], autoPanPaddingBottomRight: [12, 24],
    };
  }

  /* The popup texts were escaped when the page was made. */
  function content(place) {
    const box = document.createElement("div");
    box.className = "popup";
    box.tabIndex = -1;
    box.innerHTML = facts.places[place][2];
    /* A popup that is unfolded has another size. */
    box.addEventListener("toggle", () => map._popup && map._popup.update(), true);
    return box;
  }

  function bind(layer, place) {
    layer.bindPopup(() => content(place), options());
  }

  /* Move to a place and open its popup, whether or not its symbol is shown. */
  function open(place) {
    const [lat, lon] = facts.places[place];
    document.getElementById("map").scrollIntoView({ block: "center" });
    map.setView([lat, lon], Math.max(map.getZoom(), 9), { animate: false });
    L.popup(options()).setLatLng([lat, lon]).setContent(content(place)).openOn(map);
  }

  /* A keyboard user lands in the popup, and back where he came from when it closes. */
  let cameFrom = null;
  map.on("popupopen", function (event) {
    const element = event.popup.getElement();
    const source = event.popup._source && event.popup._source.getElement
      && event.popup._source.getElement();
    cameFrom = source || document.activeElement;
    const close = element.querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", facts.texts.close);
    element.addEventListener("keydown", (key) => { if (key.key === "Escape") map.closePopup(); });
    element.querySelector(".popup").focus({ preventScroll: true });
  });
  map.on("popupclose", function (event) {
    const isInside = event.popup.getElement().contains(document.activeElement);
    if (cameFrom && cameFrom.focus && isInside) cameFrom.focus({ preventScroll: true });
  });

  return { bind, open };
}
