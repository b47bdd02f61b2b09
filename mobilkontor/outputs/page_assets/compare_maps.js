/* Two maps that follow each other: one side of the comparison on each. */
"use strict";

function compareMaps(picture, roads) {
  const ids = ["map-left", "map-right"];
  const maps = ids.map(makeMap);
  const names = maps.map((map) => mapNames(map, picture.names));
  const labels = maps.map(nameControl);
  let drawn = [];

  function makeMap(id) {
    const map = L.map(id, {
      zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.5, zoomAnimation: false, fadeAnimation: false,
      markerZoomAnimation: false, scrollWheelZoom: false,
    });
    [["roads", 250], ["access", 300], ["names", 450], ["fixed", 600], ["stops", 620]]
      .forEach(function ([name, z]) {
        const pane = map.createPane(name);
        pane.style.zIndex = z;
        if (name === "roads" || name === "names") pane.style.pointerEvents = "none";
      });
    map.canvas = L.canvas({ pane: "access" });
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false }).addTo(map);
    L.geoJSON(roads, {
      pane: "roads", interactive: false, style: (feature) => feature.properties.style,
    }).addTo(map);
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("blur mouseout", () => map.scrollWheelZoom.disable());
    map.on("zoomend", () => map.getContainer().classList.toggle("far", isFarAway(map)));
    followFocus(map);
    return map;
  }

  /* The name of a side in a corner of its map. */
  function nameControl(map) {
    const box = document.createElement("div");
    box.className = "side-name";
    const control = L.control({ position: "topright" });
    control.onAdd = () => box;
    control.addTo(map);
    return box;
  }

  /* Whichever map moves, the other follows; while it does, it leads nobody. */
  let isFollowing = false;
  function follow(leader, follower) {
    leader.on("move", function () {
      if (isFollowing) return;
      isFollowing = true;
      follower.setView(leader.getCenter(), leader.getZoom(), { animate: false });
      isFollowing = false;
    });
  }

  /* A keyboard user lands in the popup, and back where he came from when it closes. */
  function followFocus(map) {
    let cameFrom = null;
    map.on("popupopen", function (event) {
      const element = event.popup.getElement();
      cameFrom = document.activeElement;
      element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", picture.words.close);
      element.addEventListener("keydown", (key) => { if (key.key === "Escape") map.closePopup(); });
      element.querySelector(".popup").focus({ preventScroll: true });
    });
    map.on("popupclose", function (event) {
      const isInside = event.popup.getElement().contains(document.activeElement);
      if (cameFrom && cameFrom.focus && isInside) cameFrom.focus({ preventScroll: true });
    });
  }

  function offerOf(side, place) {
    const offer = picture.sides[side].offers[place];
    return offer ? offer[2] : "–";
  }

  /* What both sides give a place; names are text, whatever they hold. */
  function popup(place, pair) {
    const box = document.createElement("div"), given = picture.places[place];
    box.className = "popup";
    box.tabIndex = -1;
    const add = function (parent, tag, text) {
      const element = parent.appendChild(document.createElement(tag));
      if (text !== undefined) element.textContent = text;
      return element;
    };
    add(box, "h3", given[3]);
    add(box, "p", `${given[4]} · ${given[5]} ${picture.words.persons}`);
    const table = add(box, "table");
    for (const side of pair.sides) {
      const row = add(table, "tr");
      add(row, "th", picture.sides[side].short).scope = "row";
      add(row, "td", offerOf(side, place));
      add(row, "td", `${picture.words.way} ${picture.sides[side].way[place]}`);
    }
    return box;
  }

  function marker(place, html, size, pane, label, pair) {
    const [, lat, lon] = picture.places[place];
    const made = L.marker([lat, lon], {
      pane, keyboard: true, title: label, alt: "", riseOnHover: true,
      icon: L.divIcon({ html, className: "symbol", iconSize: [size, size], iconAnchor: [size / 2, size / 2] }),
    });
    made.on("add", () => made.getElement().setAttribute("aria-label", label));
    return made.bindPopup(() => popup(place, pair), { maxWidth: 300 });
  }

  function sized(symbol, size) {
    return picture.symbols[symbol].replaceAll("SIZE", size);
  }

  /* The symbols of one side; on the right one, places that differ show how. */
  function symbolsOf(side, changes, pair) {
    const found = [];
    for (const [place, [kind, visits, words]] of Object.entries(picture.sides[side].offers)) {
      if (changes.has(Number(place))) continue;
      const given = picture.places[place], size = 2 * given[6], label = `${given[3]}, ${words}`;
      const html = kind === "stop" ? sized("stop", size).replace("VISITS", visits) : picture.symbols[kind];
      found.push(marker(place, html, kind === "stop" ? size : 28, kind === "stop" ? "stops" : "fixed", label, pair));
    }
    for (const [place, change] of changes) {
      const given = picture.places[place], size = 2 * given[6];
      const label = `${given[3]}, ${picture.changes[change]}: ${pair.sides.map((it) => offerOf(it, place)).join(" → ")}`;
      found.push(marker(place, sized(change, size), size, "stops", label, pair));
    }
    return found;
  }

  function waysOf(side, map, pair) {
    return picture.places.map((given, place) => L.circleMarker([given[1], given[2]], {
      pane: "access", renderer: map.canvas, radius: given[6] * 0.8, color: "#16212b", weight: 1,
      opacity: 0.8, fillOpacity: 0.95, fillColor: picture.bands[picture.sides[side].band[place]],
    }).bindPopup(() => popup(place, pair), { maxWidth: 300 }));
  }

  /* Draw both sides of a pair anew. */
  function draw(pair, shown) {
    drawn.forEach((group) => group.remove());
    drawn = maps.map(function (map, number) {
      const side = pair.sides[number];
      const changes = new Map(number === 1 && shown.differences ? pair.changes : []);
      const parts = symbolsOf(side, changes, pair);
      if (shown.way) parts.unshift(...waysOf(side, map, pair));
      labels[number].textContent = picture.sides[side].name;
      map.getContainer().classList.toggle("way", shown.way);
      return L.layerGroup(parts).addTo(map);
    });
    placeNames(shown.names);
  }

  let isNamed = true;
  function placeNames(isWanted = isNamed) {
    isNamed = isWanted;
    names.forEach((it) => it.place(isWanted));
  }

  function fit() {
    maps[0].fitBounds(picture.bounds, {
      paddingTopLeft: [14, 44], paddingBottomRight: [14, 24], animate: false,
    });
  }

  /* Show a place on both maps, and what both sides give it on the right one. */
  function show(place, pair) {
    const [, lat, lon] = picture.places[place];
    maps[0].getContainer().scrollIntoView({ block: "center" });
    maps[0].setView([lat, lon], Math.max(maps[0].getZoom(), 9), { animate: false });
    L.popup({ maxWidth: 300 }).setLatLng([lat, lon]).setContent(popup(place, pair)).openOn(maps[1]);
  }

  follow(maps[0], maps[1]);
  follow(maps[1], maps[0]);
  fit();
  maps.forEach(function (map) {
    L.control.zoom({ zoomInTitle: picture.words.zoom_in, zoomOutTitle: picture.words.zoom_out }).addTo(map);
    map.setMaxBounds(L.latLngBounds(picture.bounds).pad(1.2));
    map.setMinZoom(map.getZoom() - 1);
    map.on("moveend", () => placeNames());
  });
  return { maps, draw, fit, show, offerOf };
}
