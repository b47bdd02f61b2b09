/* The behaviour of the map page. Data comes from the GeoJSON layers and from start(). */
"use strict";

/* Draw a line beside its points: options.offset pixels to the right, seen along the line. */
L.Polyline.include({
  _projectLatlngs: (function (project) {
    return function (latlngs, result, projectedBounds) {
      const first = result.length;
      project.call(this, latlngs, result, projectedBounds);
      const offset = this.options.offset;
      if (offset && latlngs[0] instanceof L.LatLng) {
        for (let k = first; k < result.length; k++) {
          result[k] = mobilkontor.shifted(result[k], offset);
        }
      }
    };
  })(L.Polyline.prototype._projectLatlngs),
});

const mobilkontor = (function () {
  const NAME_PX = 16;
  let map, facts;
  const layers = {};

  /* Points moved sideways by the mean of the normals of the segments that meet in them. */
  function shifted(points, offset) {
    const normals = points.slice(1).map(function (point, k) {
      const dx = point.x - points[k].x, dy = point.y - points[k].y;
      const length = Math.hypot(dx, dy) || 1;
      return L.point(-dy / length, dx / length);
    });
    return points.map(function (point, k) {
      const before = normals[Math.max(k - 1, 0)], after = normals[Math.min(k, normals.length - 1)];
      const x = before.x + after.x, y = before.y + after.y;
      const scale = offset / Math.max(1, (x * x + y * y) / 2);
      return L.point(point.x + x * scale, point.y + y * scale);
    });
  }

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

  /* Whatever came back last, Tab goes from stop to stop in the order of the layers. */
  function keepOrder() {
    for (const layer of Object.values(layers)) {
      if (map.hasLayer(layer)) layer.eachLayer(function (part) {
        const element = part instanceof L.Marker && part.getElement();
        if (element) element.parentNode.append(element);
      });
    }
  }

  /* Names that fit, the important ones first; the others wait for a closer zoom. */
  let names = [];
  function placeNames() {
    names.forEach((name) => name.remove());
    names = [];
    if (!document.querySelector('input[name="extra"][value="names"]').checked) return;
    const zoom = map.getZoom(), symbols = [], small = [];
    map.eachLayer(function (layer) {
      if (!(layer instanceof L.Marker)) return;
      (layer.options.pane === "unserved" ? small : symbols).push(symbolBox(layer));
    });
    const taken = [...symbols];
    for (const [lat, lon, text, least, kind, width] of facts.names) {
      if (zoom < least) continue;
      const at = map.latLngToLayerPoint([lat, lon]);
      const corners = cornersAround(at, width, kind, symbols)
        .filter((point) => !taken.some((box) => meets(box, point, width)));
      const corner = bestCorner(corners, width, small);
      if (!corner) continue;
      taken.push([corner.x, corner.y, corner.x + width, corner.y + NAME_PX]);
      const label = document.createElement("span");
      label.textContent = text;
      names.push(L.marker([lat, lon], {
        pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({
          html: label, className: `name ${kind}`, iconSize: [width, NAME_PX],
          iconAnchor: at.subtract(corner),
        }),
      }).addTo(map));
    }
  }

  /* Left, top, right and bottom of a symbol as drawn. */
  function symbolBox(marker) {
    const at = map.latLngToLayerPoint(marker.getLatLng()), icon = marker.options.icon.options;
    const size = marker.options.pane === "unserved" ? 8 : icon.iconSize[0];
    const half = (size / 2) * (isFar() ? 0.72 : 1);
    const x = at.x + icon.iconSize[0] / 2 - icon.iconAnchor[0];
    const y = at.y + icon.iconSize[1] / 2 - icon.iconAnchor[1];
    return [x - half, y - half, x + half, y + half];
  }

  /* Where a name may stand: right, left, below or above its own symbols. */
  function cornersAround(at, width, kind, symbols) {
    if (kind === "road") return [at.subtract([width / 2, NAME_PX / 2])];
    const own = symbols.filter((box) => meets(box, at.subtract([2, 2 + NAME_PX / 2]), 4));
    const right = Math.max(at.x + 6, ...own.map((box) => box[2] + 2));
    const left = Math.min(at.x - 6, ...own.map((box) => box[0] - 2)) - width;
    const below = Math.max(at.y + 5, ...own.map((box) => box[3]));
    const above = Math.min(at.y - 5, ...own.map((box) => box[1])) - NAME_PX;
    const middle = at.y - NAME_PX / 2, centre = at.x - width / 2;
    return [[right, middle], [left, middle], [centre, below], [centre, above],
      [right, middle + 10], [right, middle - 10], [left, middle + 10], [left, middle - 10]]
      .map(([x, y]) => L.point(x, y));
  }

  /* The first corner that keeps a name in the map and off small symbols, as far as there is one. */
  function bestCorner(corners, width, small) {
    const cost = (corner) => (isInView(corner, width) ? 0 : 2)
      + (small.some((box) => meets(box, corner, width)) ? 1 : 0);
    const least = Math.min(...corners.map(cost));
    return corners.find((corner) => cost(corner) === least);
  }

  function isInView(corner, width) {
    const at = map.layerPointToContainerPoint(corner), size = map.getSize();
    return at.x >= 0 && at.x + width <= size.x && at.y >= 0 && at.y + NAME_PX <= size.y;
  }

  function meets(box, corner, width) {
    return corner.x < box[2] && corner.x + width > box[0]
      && corner.y < box[3] && corner.y + NAME_PX > box[1];
  }

  function isFar() {
    return map.getZoom() < 6.5;
  }

  function measureNames() {
    const pen = document.createElement("canvas").getContext("2d");
    for (const name of facts.names) {
      pen.font = (name[4] === "road" ? "700 11px " : "600 12px ") + "Segoe UI, system-ui, sans-serif";
      name.push(Math.ceil(pen.measureText(name[2]).width) + (name[4] === "road" ? 9 : 4));
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
    map.on("zoomend", () => map.getContainer().classList.toggle("far", isFar()));
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
    measureNames();
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

  return { prepare, start, circle, symbol, bind, shifted };
})();
