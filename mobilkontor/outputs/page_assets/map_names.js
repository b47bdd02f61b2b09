/* Names of places and roads on a map: those that fit, the important ones first. */
"use strict";

/* Whether a map shows so much that symbols are drawn small. */
function isFarAway(map) {
  return map.getZoom() < 6.5;
}

/* How large symbols of stops and offices are drawn, as map.css and compare.css have it. */
function symbolScale(map) {
  if (map.getContainer().closest(".with-access, .way")) return 0.5;
  return isFarAway(map) ? 0.72 : 1;
}

/* Place names on a map: [lat, lon, text, least zoom, kind, place] each, the important ones first. */
function mapNames(map, names) {
  const NAME_PX = 16;
  const pen = document.createElement("canvas").getContext("2d");

  /* Names that fit, the important ones first; the others wait for a closer zoom. A name with a
     tail, such as today's opening time, is more important than all others. */
  let shown = [];
  function place(isWanted, tail = () => undefined, isOurs = () => true) {
    shown.forEach((name) => name.remove());
    shown = [];
    if (!isWanted) return;
    const zoom = map.getZoom(), symbols = [], small = [];
    map.eachLayer(function (layer) {
      if (!(layer instanceof L.Marker)) return;
      (layer.options.pane === "unserved" ? small : symbols).push(symbolBox(layer));
    });
    const taken = [...symbols];
    const [first, rest] = [[], []];
    for (const name of names) (name[5] && tail(name[5]) ? first : rest).push(name);
    for (const [lat, lon, bare, least, kind, id] of [...first, ...rest]) {
      const added = id && tail(id);
      if ((zoom < least && !added) || (id && !isOurs(id))) continue;
      const text = added ? `${bare} ${added}` : bare, width = widthOf(text, kind);
      const at = map.latLngToLayerPoint([lat, lon]);
      const corners = cornersAround(at, width, kind, symbols)
        .filter((point) => !taken.some((box) => meets(box, point, width)));
      const corner = bestCorner(corners, at, width, small);
      if (!corner) continue;
      taken.push([corner.x, corner.y, corner.x + width, corner.y + NAME_PX]);
      const label = document.createElement("span");
      label.textContent = text;
      shown.push(L.marker([lat, lon], {
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
    const half = (size / 2) * symbolScale(map), aside = marker.aside || L.point(0, 0);
    const x = at.x + icon.iconSize[0] / 2 - icon.iconAnchor[0] + aside.x;
    const y = at.y + icon.iconSize[1] / 2 - icon.iconAnchor[1] + aside.y;
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
    const inside = intoView(at, centre, width);
    return [[right, middle], [left, middle], [centre, below], [centre, above],
      [inside, below], [inside, above], [right, middle + 10], [right, middle - 10],
      [left, middle + 10], [left, middle - 10]]
      .map(([x, y]) => L.point(x, y));
  }

  /* The first corner that keeps a name in the map and off small symbols, as far as there is one.
     A name that the map's edge would cut waits until the map is moved. */
  function bestCorner(corners, at, width, small) {
    const cost = (corner) => (isInView(corner, width) ? 0 : 2)
      + (small.some((box) => meets(box, corner, width)) ? 1 : 0);
    const least = Math.min(...corners.map(cost));
    if (least >= 2 && isInView(at, 0)) return undefined;
    return corners.find((corner) => cost(corner) === least);
  }

  /* The left end of a name moved into the map, if its place is in it. */
  function intoView(at, x, width) {
    const left = map.layerPointToContainerPoint(L.point(x, at.y)).x, across = map.getSize().x;
    const place = left + (at.x - x);
    if (place < 0 || place > across) return x;
    return x + Math.max(0, 2 - left) - Math.max(0, left + width + 2 - across);
  }

  function isInView(corner, width) {
    const at = map.layerPointToContainerPoint(corner), size = map.getSize();
    return at.x >= 0 && at.x + width <= size.x && at.y >= 0 && at.y + NAME_PX <= size.y;
  }

  function meets(box, corner, width) {
    return corner.x < box[2] && corner.x + width > box[0]
      && corner.y < box[3] && corner.y + NAME_PX > box[1];
  }

  const widths = new Map();
  function widthOf(text, kind) {
    const key = `${kind} ${text}`;
    if (!widths.has(key)) {
      pen.font = (kind === "road" ? "700 11px " : "600 12px ") + "Segoe UI, system-ui, sans-serif";
      widths.set(key, Math.ceil(pen.measureText(text).width) + (kind === "road" ? 9 : 4));
    }
    return widths.get(key);
  }

  return { place };
}
