import Foundation
public import Traffic

/// A hotlist as a CSV file with the header `plate,list,reason,source,expires`.
///
/// `expires` is a day (`2026-12-31`: to its end, UTC) or an instant with its zone (`2026-12-31T18:00:00+05:00`).
public enum HotlistFile {
  /// The largest file that is taken, in bytes and in entries.
  static let limits = TableLimits(bytes: 32 << 20, rows: 250_000)

  static let columns = ["plate", "list", "reason", "source", "expires"]

  /// - Parameter csv: the whole file.
  /// - Returns: the entries in the file's order, those that have expired included.
  /// - Throws: ``FileFault`` where anything in the file is wrong; a list is imported whole or not at all.
  public static func parse(_ csv: String) throws(FileFault) -> [HotlistEntry] {
    let table = try Table(csv, limits: limits, columns: columns, required: Set(columns))
    var problems: [FileFault.Problem] = []
    let entries = table.rows.compactMap { entry(in: $0, problems: &problems) }
    guard problems.isEmpty else { throw FileFault(problems) }
    return entries
  }

  private static func entry(in row: Table.Row, problems: inout [FileFault.Problem]) -> HotlistEntry? {
    guard let plate = row.plate(problems: &problems),
      let list = row.text("list", "the list's name, such as stolen", problems: &problems),
      let reason = row.text("reason", "why the plate is wanted", problems: &problems),
      let source = row.text("source", "who asked for it", problems: &problems),
      let expires = row.text("expires", "until when", problems: &problems)
    else { return nil }
    guard let instant = expiry(expires) else {
      problems.append(
        .init(line: row.line, column: "expires", message: "not a day or an instant with its zone; write 2026-12-31 or 2026-12-31T18:00:00+05:00"))
      return nil
    }
    return HotlistEntry(plate: plate, list: list, reason: reason, source: source, expiresAt: instant)
  }

  private static func expiry(_ text: String) -> Date? {
    if let day = CalendarDay(text) { return day.start(in: .gmt, daysLater: 1) }
    return try? Date(text, strategy: .iso8601)
  }
}
