// The base map: an own schematic of borders, water, roads and towns, so that no tile server learns where officers look. A tile address can be configured.
/* global L */

/** From which zoom on a town of a rank is named. */
const ZOOM_OF_RANK = { 1: 5, 2: 7, 3: 8, 4: 10 };
const WIDTH = { border: 1.2, motorway: 2.2, road: 1.3, street: 1.2, river: 1.4 };

/** Brings in Leaflet, once: half a megabyte that no page waits for before its own keys work. */
function loadLibrary({ library, libraryStyle }) {
  const bring = (tag, attributes) => new Promise((resolve, reject) => {
    const part = Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: () => reject(new Error("the map library is not installed")) });
    document.head.append(part);
  });
  const style = libraryStyle ? bring("link", { rel: "stylesheet", href: libraryStyle }) : null;
  return Promise.all([style, globalThis.L ? null : bring("script", { src: library })]);
}

/**
 * Makes a Leaflet map in an element. The element's data attributes say where the schematic is and whether tiles are to be used instead.
 * @returns {Promise<L.Map>}
 */
export async function baseMap(element, { centre, zoom, ...options }) {
  await loadLibrary(element.dataset);
  const map = L.map(element, { minZoom: 4, maxZoom: 18, zoomSnap: 0.5, scrollWheelZoom: "center", attributionControl: Boolean(element.dataset.tiles), ...options }).setView(centre, zoom);
  const note = (condition) => element.toggleAttribute("data-near", condition);
  map.on("zoomend", () => note(map.getZoom() >= 10));
  note(zoom >= 10);
  if (element.dataset.tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(element.dataset.tiles, { attribution: element.dataset.attribution ?? "", maxZoom: 19 }).addTo(map);
    return map;
  }
  const answer = await fetch(element.dataset.base);
  if (!answer.ok) return map;
  draw(await answer.json(), map);
  return map;
}

function draw(base, map) {
  const ground = map.createPane("ground");
  ground.style.zIndex = 250;
  L.geoJSON(base, {
    pane: "ground",
    interactive: false,
    filter: (feature) => feature.geometry.type !== "Point",
    style: ({ properties }) => ({ className: `base base-${properties.kind}`, weight: WIDTH[properties.kind] ?? 1, fill: ["country", "lake"].includes(properties.kind) }),
  }).addTo(map);
  for (const rank of Object.keys(ZOOM_OF_RANK)) nameTowns(base.features.filter(({ properties }) => properties.rank === Number(rank)), Number(rank), map);
}

function nameTowns(features, rank, map) {
  const towns = L.layerGroup(features.map(({ geometry, properties }) => {
    const [longitude, latitude] = geometry.coordinates;
    const isCountry = properties.kind === "country-name";
    return L.circleMarker([latitude, longitude], { pane: "ground", radius: isCountry ? 0 : rank === 1 ? 3 : 2, stroke: false, interactive: false, className: "base base-town" })
      .bindTooltip(properties.name, { permanent: true, direction: isCountry ? "center" : "right", offset: [isCountry ? 0 : 8, 0], className: isCountry ? "place country" : `place rank-${rank}` });
  }));
  const update = () => {
    const isShown = map.getZoom() >= ZOOM_OF_RANK[rank];
    if (isShown && !map.hasLayer(towns)) towns.addTo(map);
    if (!isShown && map.hasLayer(towns)) towns.remove();
  };
  map.on("zoomend", update);
  update();
}

/** Draws what a camera sees: a cone from its place along its heading, `metres` long. */
export function viewCone(map, [latitude, longitude], headingDegrees, metres) {
  const point = (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return [latitude + (metres * Math.cos(angle)) / 111_320, longitude + (metres * Math.sin(angle)) / (111_320 * Math.cos((latitude * Math.PI) / 180))];
  };
  const edge = [-24, -12, 0, 12, 24].map((turn) => point(headingDegrees + turn));
  return L.polygon([[latitude, longitude], ...edge], { className: "camera-cone", interactive: false, weight: 1 }).addTo(map);
}
