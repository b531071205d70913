import Foundation
public import Traffic

/// The registry of vehicles as a CSV file with the header `plate,status,valid_until,make,model,colour,keeper_name,keeper_address`.
///
/// Only `plate` and `status` are required. `valid_until` is the last valid day, such as `2026-12-31`; it becomes the beginning of that day in
/// UTC and is compared as a day, not as an instant.
public enum RegistryFile {
  /// The largest file that is taken, in bytes and in vehicles. A larger registry comes in parts.
  static let limits = TableLimits(bytes: 128 << 20, rows: 1_000_000)

  static let columns = ["plate", "status", "valid_until", "make", "model", "colour", "keeper_name", "keeper_address"]

  /// - Parameter csv: the whole file.
  /// - Returns: the vehicles in the file's order.
  /// - Throws: ``FileFault`` where anything in the file is wrong, or a plate stands in it twice; a file is imported whole or not at all.
  public static func parse(_ csv: String) throws(FileFault) -> [RegisteredVehicle] {
    let table = try Table(csv, limits: limits, columns: columns, required: ["plate", "status"])
    var problems: [FileFault.Problem] = []
    var lines: [Plate: Int] = [:]
    let vehicles = table.rows.compactMap { row -> RegisteredVehicle? in
      guard let vehicle = vehicle(in: row, problems: &problems) else { return nil }
      if let earlier = lines.updateValue(row.line, forKey: vehicle.plate) {
        problems.append(.init(line: row.line, column: "plate", message: "the plate stands on line \(earlier) already"))
      }
      return vehicle
    }
    guard problems.isEmpty else { throw FileFault(problems) }
    return vehicles
  }

  private static func vehicle(in row: Table.Row, problems: inout [FileFault.Problem]) -> RegisteredVehicle? {
    let before = problems.count
    let plate = row.plate(problems: &problems)
    let status = status(of: row, problems: &problems)
    let validUntil = validUntil(of: row, problems: &problems)
    guard problems.count == before, let plate, let status else { return nil }
    return RegisteredVehicle(
      plate: plate, status: status, validUntil: validUntil, make: row["make"], model: row["model"], colour: row["colour"],
      keeperName: row["keeper_name"], keeperAddress: row["keeper_address"])
  }

  private static func status(of row: Table.Row, problems: inout [FileFault.Problem]) -> RegisteredVehicle.Status? {
    if let status = row["status"].flatMap({ RegisteredVehicle.Status(rawValue: $0.lowercased()) }) { return status }
    let known = RegisteredVehicle.Status.allCases.map(\.rawValue).joined(separator: ", ")
    problems.append(.init(line: row.line, column: "status", message: "not a status; there are \(known)"))
    return nil
  }

  private static func validUntil(of row: Table.Row, problems: inout [FileFault.Problem]) -> Date? {
    guard let text = row["valid_until"] else { return nil }
    if let day = CalendarDay(text) { return day.start(in: .gmt) }
    problems.append(.init(line: row.line, column: "valid_until", message: "not a day; write it like 2026-12-31, or leave it empty"))
    return nil
  }
}
