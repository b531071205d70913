// Times as people at a site read their clock. Inside everything is an instant; the zone is applied here, at the edge.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const padded = (number, width = 2) => String(number).padStart(width, "0");

/** A clock of one zone. */
export class Clock {
  #format;

  /** @param {string | undefined} zone IANA name; one that this browser does not know is read as UTC, so that a page never fails on it */
  constructor(zone) {
    const fields = Object.fromEntries(["year", "month", "day", "hour", "minute", "second"].map((part) => [part, "numeric"]));
    Object.assign(fields, { calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" });
    try {
      this.#format = new Intl.DateTimeFormat("en", { ...fields, timeZone: zone ?? "UTC" });
    } catch {
      this.#format = new Intl.DateTimeFormat("en", { ...fields, timeZone: "UTC" });
    }
  }

  #read(date) { return Object.fromEntries(this.#format.formatToParts(date).map(({ type, value }) => [type, Number(value)])); }

  /** `21 Nov 2026` */
  day(date) {
    const { day, month, year } = this.#read(date);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  }

  /** `14:15` */
  minute(date) {
    const { hour, minute } = this.#read(date);
    return `${padded(hour)}:${padded(minute)}`;
  }

  /** `14:15:30` */
  time(date) { return `${this.minute(date)}:${padded(this.#read(date).second)}`; }

  /** `21 Nov 2026, 14:15` */
  dayAndMinute(date) { return `${this.day(date)}, ${this.minute(date)}`; }

  /** `2026-11-21`, as a date field wants it. */
  fieldDay(date) {
    const { day, month, year } = this.#read(date);
    return `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
  }

  hour(date) { return this.#read(date).hour; }

  /** `UTC+5`, `UTC-3:30` */
  zoneLabel(date) {
    const minutes = this.#offset(date) / 60_000;
    if (minutes === 0) return "UTC";
    const rest = Math.abs(minutes) % 60;
    return `UTC${minutes < 0 ? "-" : "+"}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${padded(rest)}` : ""}`;
  }

  /**
   * The instant at which this clock shows an hour of a day.
   * @param {string} fieldDay `2026-11-21`
   * @param {number} hour 0 to 23
   * @returns {Date} an invalid one where the text is no day
   */
  instant(fieldDay, hour) {
    const asUTC = new Date(`${fieldDay}T${padded(hour)}:00:00Z`);
    if (Number.isNaN(asUTC.getTime())) return asUTC;
    // Twice, because the first guess may lie on the other side of a change to summer time.
    const guess = new Date(asUTC.getTime() - this.#offset(asUTC));
    return new Date(asUTC.getTime() - this.#offset(guess));
  }

  /** How far the clock is ahead of UTC, in milliseconds. */
  #offset(date) {
    const { year, month, day, hour, minute, second } = this.#read(date);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(date.getTime() / 1000) * 1000;
  }
}
