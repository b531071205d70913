// Opened passes as the stops of a journey.
import { Clock } from "./warrant-clock.js";

const DIRECTIONS = { approach: "towards the camera", recede: "away from the camera" };

/**
 * @param {object[]} passes in order of time
 * @param {{ id: string, name: string, site: string, latitude: number, longitude: number, timeZone: string }[]} cameras
 * @param {string} zone of places whose camera is not known any more
 */
export function stopsOf(passes, cameras, zone) {
  const places = new Map(cameras.map((camera) => [camera.id, camera]));
  const clocks = new Map();
  const clockOf = (name) => {
    if (!clocks.has(name)) clocks.set(name, new Clock(name));
    return clocks.get(name);
  };
  return passes.map((pass) => {
    const camera = places.get(pass.camera);
    return {
      pass, at: pass.coordinate, clock: clockOf(camera?.timeZone ?? zone),
      place: { name: camera?.name ?? pass.camera, site: camera?.site ?? pass.site },
      // The reading that was asked for, where a reader made it; else the first one.
      read: pass.reads.find(({ plate }) => plate === pass.wanted) ?? pass.reads[0],
    };
  });
}

export const dayOf = ({ pass, clock }) => clock.fieldDay(pass.capturedAt);
export const speedText = ({ pass }) => (pass.speedKmh === undefined ? "" : `${Math.round(pass.speedKmh)}\u00a0km/h`);
export const directionText = ({ pass }) => DIRECTIONS[pass.direction] ?? "";
export const confidenceText = ({ read }) => (read ? `${Math.round(read.confidence * 100)}\u00a0%` : "");
/** `21 Nov 2026, 14:15:30` */
export const timeText = ({ pass, clock }) => `${clock.day(pass.capturedAt)}, ${clock.time(pass.capturedAt)}`;
