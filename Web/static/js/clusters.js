// Cameras that stand too close to be told apart at the zoom that is on are shown as one.

/** From harmless to what a person has to see first. */
const ORDER = ["off", "ok", "late", "silent"];

/** The worst of the cameras' states. */
export function worstState(cameras) {
  return cameras.map((camera) => camera.state).reduce((worst, state) => (ORDER.indexOf(state) > ORDER.indexOf(worst) ? state : worst), "off");
}

/**
 * Puts cameras together: first those of one site that overlap, then sites that do.
 * @param {object[]} cameras
 * @param {(camera: object) => {x: number, y: number}} place where a camera is drawn, in pixels
 * @param {number} apart how many pixels two marks need between them
 * @returns {{cameras: object[], latitude: number, longitude: number}[]} each with the middle of its cameras
 */
export function clustered(cameras, place, apart) {
  const clusters = [];
  for (const camera of cameras.toSorted((a, b) => a.siteID.localeCompare(b.siteID))) {
    const at = place(camera);
    const near = clusters.find((cluster) => Math.hypot(cluster.at.x - at.x, cluster.at.y - at.y) < apart);
    if (near) near.cameras.push(camera);
    else clusters.push({ at, cameras: [camera] });
  }
  const middle = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return clusters.map(({ cameras: group }) => ({
    cameras: group, latitude: middle(group.map((camera) => camera.latitude)), longitude: middle(group.map((camera) => camera.longitude)),
  }));
}
