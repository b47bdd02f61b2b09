/* The behaviour of the map page. Data comes from the GeoJSON layers and from start(). */
"use strict";

const mobilkontor = (function () {
  let map, facts, names;
  const layers = {};

  function circle(feature, latlng) {
    const options = { radius: feature.properties.radius, pane: "access", renderer: map.accessCanvas };
    return L.circleMarker(latlng, Object.assign(options, {
      color: "#16212b", weight: 1, opacity: 0.8, fillOpacity: 0.95,
    }));
  }

  function symbol(pane) {
    return function (feature, latlng) {
      const given = feature.properties, half = given.size / 2;
      const icon = L.divIcon({
        html: given.html, className: "symbol", iconSize: [given.size, given.size],
        iconAnchor: [half - given.shift[0], half - given.shift[1]], popupAnchor: given.shift,
      });
      const marker = L.marker(latlng, {
        icon: icon, pane: pane, keyboard: Boolean(given.label), title: given.label, alt: "",
        riseOnHover: true,
      });
      marker.on("add", function () {
        const element = marker.getElement();
        if (given.label) element.setAttribute("aria-label", given.label);
        else element.setAttribute("aria-hidden", "true");
      });
      return marker;
    };
  }

  function bind(feature, layer) {
    const place = feature.properties.place;
    if (place !== undefined) layer.bindPopup(() => content(place), popupOptions());
  }

  function popupOptions() {
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
    return box;
  }

  /* A keyboard user lands in the popup, and back on the symbol when it closes. */
  function followFocus() {
    map.on("popupopen", function (event) {
      const element = event.popup.getElement();
      const close = element.querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", facts.texts.close);
      element.addEventListener("keydown", (key) => { if (key.key === "Escape") map.closePopup(); });
      element.querySelector(".popup").focus({ preventScroll: true });
    });
    map.on("popupclose", function (event) {
      const source = event.popup._source && event.popup._source.getElement
        && event.popup._source.getElement();
      if (source && source.focus && event.popup.getElement().contains(document.activeElement)) {
        source.focus({ preventScroll: true });
      }
    });
  }

  function show(layer, isShown) {
    if (isShown) map.addLayer(layer);
    else map.removeLayer(layer);
  }

  /* Whether a layer holds in the week asked for; only a cycle of several weeks can be asked. */
  function isInWeek(name) {
    const week = document.querySelector('input[name="week"]:checked');
    if (!week || week.value === "all" || !facts.weeks[name]) return true;
    return facts.weeks[name].includes(Number(week.value));
  }

  /* Show what the panel asks for. */
  function update() {
    const on = (name) => new Set(
      [...document.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value));
    const vehicles = on("vehicle"), days = on("day"), extra = on("extra"), access = on("access");
    for (const [name, layer] of Object.entries(layers)) {
      const [kind, vehicle, day] = name.split("-");
      if (kind === "duty" || kind === "stops") {
        show(layer, vehicles.has(vehicle) && days.has(day) && isInWeek(name));
      } else if (kind === "before" || kind === "after") show(layer, access.has(kind));
      else if (kind !== "roads") show(layer, extra.has(kind) && isInWeek(name));
    }
    keepOrder();
    document.querySelector(".map-frame").classList.toggle("with-access", !access.has("none"));
    placeNames();
  }

  function placeNames() {
    names.place(document.querySelector('input[name="extra"][value="names"]').checked);
  }

  /* Whatever came back last, Tab goes from stop to stop in the order of the layers. */
  function keepOrder() {
    for (const layer of Object.values(layers)) {
      if (map.hasLayer(layer)) layer.eachLayer(function (part) {
        const element = part instanceof L.Marker && part.getElement();
        if (element) element.parentNode.append(element);
      });
    }
  }

  /* A name in a table leads to its place on the map. */
  function showPlace(place) {
    const [lat, lon] = facts.places[place];
    document.getElementById("map").scrollIntoView({ block: "center" });
    map.setView([lat, lon], Math.max(map.getZoom(), 9), { animate: false });
    L.popup(popupOptions()).setLatLng([lat, lon]).setContent(content(place)).openOn(map);
  }

  function listen() {
    document.querySelectorAll(".panel input").forEach((box) => box.addEventListener("change", update));
    document.querySelectorAll("button[data-all]").forEach((button) =>
      button.addEventListener("click", function () {
        const boxes = [...document.querySelectorAll(`input[name="${button.dataset.all}"]`)];
        const isOn = boxes.some((box) => !box.checked);
        boxes.forEach((box) => { box.checked = isOn; });
        update();
      }));
    document.querySelectorAll("button[data-place]").forEach((button) =>
      button.addEventListener("click", () => showPlace(button.dataset.place)));
    document.getElementById("whole-map").addEventListener("click", () => fit());
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("blur mouseout", () => map.scrollWheelZoom.disable());
    map.on("zoomend", () => map.getContainer().classList.toggle("far", isFarAway(map)));
    map.on("moveend", placeNames);
  }

  function fit() {
    map.fitBounds(facts.bounds, { padding: [14, 14], animate: false });
  }

  /* On paper the map has a size of its own, and everything is unfolded. */
  function print(isPrinting) {
    document.documentElement.classList.toggle("printing", isPrinting);
    if (isPrinting) {
      document.querySelectorAll("details").forEach((element) => { element.open = true; });
    }
    map.invalidateSize({ animate: false });
    fit();
  }

  /* Called before the layers are made: panes from bottom to top. */
  function prepare(theMap) {
    map = theMap;
    [["roads", 250], ["access", 300], ["routes", 400], ["unserved", 420], ["names", 450],
      ["fixed", 600], ["stops", 620]].forEach(function ([name, z]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      if (name === "roads" || name === "routes" || name === "names") pane.style.pointerEvents = "none";
    });
    map.accessCanvas = L.canvas({ pane: "access" });
    map.attributionControl.setPrefix(false);
  }

  function start(theFacts, theLayers) {
    facts = theFacts;
    Object.assign(layers, theLayers);
    names = mapNames(map, facts.names);
    followFocus();
    L.control.zoom({ zoomInTitle: facts.texts.zoomIn, zoomOutTitle: facts.texts.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    listen();
    layers.roads.addTo(map);
    fit();
    map.setMaxBounds(L.latLngBounds(facts.bounds).pad(1.2));
    map.setMinZoom(map.getZoom() - 1);
    update();
  }

  return { prepare, start, circle, symbol, bind };
})();
