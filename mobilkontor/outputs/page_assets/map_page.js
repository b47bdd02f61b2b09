/* The map page: layers come from the drawing, facts from start(), choices from the panel. */
"use strict";

const mobilkontor = (function () {
  let map, facts, names, steps, popups, filter, paper;
  const parts = [];

  function circle(feature, latlng) {
    const { radius, shape } = feature.properties;
    return new ShapeMarker(latlng, {
      radius, shape, pane: "access", color: "#16212b", weight: 1, opacity: 0.8, fillOpacity: 0.95,
    });
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

  function show(layer, isShown) {
    if (isShown) map.addLayer(layer);
    else map.removeLayer(layer);
  }

  /* What the panel asks for. */
  function choices() {
    const on = (name) => new Set(
      [...document.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value));
    return { vehicles: on("vehicle"), extra: on("extra"), access: on("access"), days: steps.chosen() };
  }

  /* Pairs of a vehicle and a day for which a part holds and that are asked for. */
  function held(part, asked) {
    return (part.on || []).flatMap(([vehicle, days]) => (asked.vehicles.has(String(vehicle))
      ? days.filter((day) => asked.days.has(day)).map((day) => [vehicle, day]) : []));
  }

  function isAsked(part, asked) {
    if (part.place !== undefined && !filter.isOurs(part.place)) return false;
    if (part.on && !held(part, asked).length) return false;
    if (part.kind === "before" || part.kind === "after") return asked.access.has(part.kind);
    if (part.kind === "routes" || part.kind === "stops") return true;
    return asked.extra.has(part.kind);
  }

  /* With one municipality alone, only routes that stop there are of interest. */
  function keepRoutesOfStops(asked) {
    const stops = parts.filter((part) => part.kind === "stops" && part.isShown);
    const driven = new Set(stops.flatMap((part) => held(part, asked)).map(String));
    for (const part of parts.filter((part) => part.kind === "routes" && part.isShown)) {
      part.isShown = held(part, asked).some((pair) => driven.has(String(pair)));
    }
  }

  /* Show what the panel asks for, and count it. */
  function update() {
    const asked = choices();
    for (const part of parts) {
      part.isShown = isAsked(part, asked);
    }
    if (filter.isOn()) keepRoutesOfStops(asked);
    for (const part of parts) show(part.layer, part.isShown);
    keepOrder();
    document.querySelector(".map-frame").classList.toggle("with-access", !asked.access.has("none"));
    spread();
    placeNames();
    count(asked);
  }

  /* The names of the places on the map; on a single day the stops tell when they are open. */
  function placeNames() {
    const asked = choices(), times = new Map();
    if (steps.isOneDay()) {
      const [day] = asked.days;
      for (const part of parts.filter((part) => part.kind === "stops" && part.isShown)) {
        const open = part.times[part.on[0][1].indexOf(day)];
        times.set(part.place, times.has(part.place) ? `${times.get(part.place)}, ${open}` : open);
      }
    }
    names.place(asked.extra.has("names"), (place) => times.get(place), filter.isOurs);
  }

  function count(asked) {
    const shown = (kind) => parts.filter((part) => part.kind === kind && part.isShown);
    const stops = shown("stops"), openings = stops.flatMap((part) => held(part, asked));
    const figures = {
      "count.open": openings.length,
      "count.places": new Set(stops.map((part) => part.place)).size,
      "count.vehicles": new Set(openings.map(([vehicle]) => vehicle)).size,
      "count.nights": shown("nights").flatMap((part) => held(part, asked)).length,
    };
    const told = Object.entries(figures).map(([key, value]) => facts.texts[key].replace("{count}", value));
    document.getElementById("map-count").textContent =
      [...filter.name(), steps.name(), ...told].join(" · ");
  }

  /* Whatever came back last, Tab goes from stop to stop in the order of the layers. */
  function keepOrder() {
    for (const part of parts) {
      const element = part.isShown && part.layer instanceof L.Marker && part.layer.getElement();
      if (element) element.parentNode.append(element);
    }
  }

  function listen() {
    document.querySelectorAll("input[name=vehicle], input[name=extra], input[name=access]").forEach((box) =>
      box.addEventListener("change", update));
    document.querySelectorAll("button[data-all]").forEach((button) =>
      button.addEventListener("click", function () {
        const boxes = [...document.querySelectorAll(`input[name="${button.dataset.all}"]`)];
        const isOn = boxes.some((box) => !box.checked);
        boxes.forEach((box) => { box.checked = isOn; });
        update();
      }));
    document.querySelectorAll("button[data-place]").forEach((button) =>
      button.addEventListener("click", () => popups.open(button.dataset.place)));
    document.getElementById("whole-map").addEventListener("click", () => fit());
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("blur mouseout", () => map.scrollWheelZoom.disable());
    map.on("zoomend", sizeSymbols);
    sizeSymbols();
    map.on("moveend", placeNames);
  }

  /* Smaller symbols where the whole region stands on a narrow screen, and none behind another. */
  function sizeSymbols() {
    map.getContainer().classList.toggle("far", isFarAway(map));
    spread();
  }

  function spread() {
    const shown = (kind) => parts.filter((part) => part.kind === kind && part.isShown).map((part) => (
      { marker: part.layer, place: part.place, radius: part.layer.feature.properties.radius }));
    spreadStops(map, shown("stops"), shown("offices"));
  }

  function fit() {
    // The largest symbols reach so far around their places.
    map.fitBounds(filter.bounds(), { padding: [24, 24], animate: false });
    paper.remember();
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
    map.attributionControl.setPrefix(false);
  }

  /* Every feature is a part that is shown or not by itself. */
  function collect(layers) {
    for (const [kind, layer] of Object.entries(layers)) {
      if (kind === "roads") continue;
      layer.eachLayer(function (drawn) {
        const { place, on, times } = drawn.feature.properties;
        parts.push({ kind, layer: drawn, place, on, times });
        if (place !== undefined) popups.bind(drawn, place);
      });
    }
  }

  function start(theFacts, layers) {
    facts = theFacts;
    names = mapNames(map, facts.names);
    popups = mapPopups(map, facts);
    paper = mapPrint(map, fit);
    steps = mapSteps(facts.days, update);
    filter = mapFilter(map, facts, function () { update(); fit(); });
    mapSearch(facts, popups.open);
    L.control.zoom({ zoomInTitle: facts.texts.zoom_in, zoomOutTitle: facts.texts.zoom_out }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (facts.tiles) {
      const { url, credit, referrer } = facts.tiles;
      L.tileLayer(url, { attribution: credit, referrerPolicy: referrer, maxNativeZoom: 17 }).addTo(map);
    }
    layers.roads.addTo(map);
    fit();
    collect(layers);
    listen();
    map.setMaxBounds(L.latLngBounds(facts.bounds).pad(1.2));
    map.setMinZoom(map.getZoom() - 1);
    update();
  }

  return { prepare, start, circle, symbol };
})();
