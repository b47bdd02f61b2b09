/* One municipality alone: its places, and the routes that stop there. */
"use strict";

function mapFilter(map, facts, onChange) {
  const chooser = document.getElementById("municipality");

  function isOurs(place) {
    return chooser.value === "" || facts.places[place][4] === Number(chooser.value);
  }

  /* Where the places of the municipality lie; everything if none is chosen. */
  function bounds() {
    if (chooser.value === "") return facts.bounds;
    const ours = Object.entries(facts.places).filter(([place]) => isOurs(place));
    return L.latLngBounds(ours.map(([, [lat, lon]]) => [lat, lon])).pad(0.1);
  }

  chooser.addEventListener("change", onChange);
  const isOn = () => chooser.value !== "";
  const name = () => (isOn() ? [facts.municipalities[chooser.value]] : []);
  return { isOurs, bounds, isOn, name };
}
