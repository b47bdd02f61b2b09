/* Travel times are told by colour and by shape: a marker with corners in place of a circle. */
"use strict";

/* Number of corners, angle of the first one, and how deep it is cut between them. */
const ACCESS_SHAPES = {
  circle: null, square: [4, Math.PI / 4, 1], diamond: [4, 0, 1], triangle: [3, -Math.PI / 2, 1],
  star: [4, -Math.PI / 2, 0.42],
};

/* The outline of a shape around a point: [x, y] each. */
function shapeCorners(shape, point, radius) {
  const [corners, first, depth] = shape;
  const reach = [radius * 1.12, radius * 1.12 * (depth < 1 ? depth : Math.cos(Math.PI / corners))];
  return Array.from({ length: 2 * corners }, function (_, k) {
    const angle = first + (Math.PI * k) / corners;
    return [point.x + reach[k % 2] * Math.cos(angle), point.y + reach[k % 2] * Math.sin(angle)];
  });
}

/* On canvas or in SVG, as the map draws. */
const ShapeMarker = L.CircleMarker.extend({
  _updatePath() {
    const shape = ACCESS_SHAPES[this.options.shape], renderer = this._renderer;
    if (!shape) return L.CircleMarker.prototype._updatePath.call(this);
    const corners = shapeCorners(shape, this._point, this._radius);
    if (renderer instanceof L.SVG) {
      const line = corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
      return renderer._setPath(this, this._empty() ? "M0 0" : `M${line}z`);
    }
    if (!renderer._drawing || this._empty()) return undefined;
    const pen = renderer._ctx;
    pen.beginPath();
    corners.forEach(([x, y]) => pen.lineTo(x, y));
    pen.closePath();
    return renderer._fillStroke(pen, this);
  },
});
