/* Lines that lie side by side where they share a road. */
"use strict";

const mapLines = (function () {
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

  /* Draw a line beside its points: options.offset pixels to the right, seen along the line. */
  L.Polyline.include({
    _projectLatlngs: (function (project) {
      return function (latlngs, result, projectedBounds) {
        const first = result.length;
        project.call(this, latlngs, result, projectedBounds);
        const offset = this.options.offset;
        if (offset && latlngs[0] instanceof L.LatLng) {
          for (let k = first; k < result.length; k++) result[k] = shifted(result[k], offset);
        }
      };
    })(L.Polyline.prototype._projectLatlngs),
  });

  return { shifted };
})();
