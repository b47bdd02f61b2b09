/* Stops that would hide each other, moved aside only so far that they still cover their places. */
"use strict";

/* `stops` and `offices`: a marker, its place and the radius of its symbol each. Offices stay. */
function spreadStops(map, stops, offices) {
  const ROUNDS = 60, ROOM = 0.92, scale = symbolScale(map);
  const bodies = [
    ...stops.map((it) => bodyOf(it, true)), ...offices.map((it) => bodyOf(it, false)),
  ];

  function bodyOf({ marker, place, radius }, canMove) {
    const [right, down] = marker.feature.properties.shift;
    const home = map.latLngToLayerPoint(marker.getLatLng()).add([right, down]);
    return { marker, place, radius: radius * scale, canMove, home, at: home };
  }

  /* Who may ever come near whom, so that a region of many stops is quick. */
  function pairs() {
    const found = [];
    bodies.forEach(function (one, number) {
      for (const other of bodies.slice(number + 1)) {
        const isOffice = !one.canMove || !other.canMove;
        if (!(one.canMove || other.canMove) || (isOffice && one.place === other.place)) continue;
        if (one.home.distanceTo(other.home) < 2 * (one.radius + other.radius)) found.push([one, other]);
      }
    });
    return found;
  }

  function push([one, other]) {
    const distance = one.at.distanceTo(other.at), wanted = ROOM * (one.radius + other.radius);
    if (distance >= wanted) return;
    const towards = distance > 0.01 ? other.at.subtract(one.at).divideBy(distance) : L.point(1, 0);
    const step = towards.multiplyBy((wanted - distance) / (one.canMove && other.canMove ? 4 : 2));
    if (one.canMove) one.at = one.at.subtract(step);
    if (other.canMove) other.at = other.at.add(step);
  }

  function keepOnPlace(body) {
    const away = body.at.distanceTo(body.home);
    if (away <= body.radius) return;
    body.at = body.home.add(body.at.subtract(body.home).multiplyBy(body.radius / away));
  }

  const near = pairs();
  for (let round = 0; round < ROUNDS; round += 1) {
    near.forEach(push);
    bodies.forEach(keepOnPlace);
  }
  for (const { marker, at, home } of bodies.filter((it) => it.canMove)) {
    marker.aside = at.subtract(home).multiplyBy(10).round().divideBy(10);
    marker.getElement().style.translate = `${marker.aside.x}px ${marker.aside.y}px`;
  }
}
