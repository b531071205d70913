public import Enforcement
import Foundation
import GRDB
public import Traffic

extension Store: VehicleRegistry {
  /// Rows in one transaction of an import: a register of millions must not keep cameras waiting.
  private static let rowsAtOnce = 2000

  public func vehicle(with plate: Plate) async throws -> RegisteredVehicle? {
    try read { db in
      let generation = try Self.note(.registryGeneration, in: db)
      for index in try keys.keepUp(in: db).indexes(.registryPlate, plate.text) {
        let body = try Data.fetchOne(
          db, sql: "SELECT body FROM registry WHERE generation = ? AND plate_index = ?", arguments: [generation, index])
        if let body { return try cipher.open(RegisteredVehicle.self, body, .registry, index) }
      }
      return nil
    }
  }

  /// How many vehicles the registry holds; 0 where none was ever imported.
  public func registryCount() throws -> Int { try read { db in try Self.note(.registryCount, in: db) } }

  /// Puts vehicles in place of the whole registry. The old one is in force until the new one is complete; an import that is cut off changes
  /// nothing. Where a plate stands twice, the last one counts.
  public func importRegistry(_ vehicles: [RegisteredVehicle]) throws {
    let generation = try write { db in
      let next = try Self.note(.registryLast, in: db) + 1
      try Self.set(.registryLast, to: next, in: db)
      return next
    }
    for start in stride(from: 0, to: vehicles.count, by: Self.rowsAtOnce) {
      try add(vehicles[start..<min(start + Self.rowsAtOnce, vehicles.count)], to: generation)
    }
    try write { db in
      guard try generation > Self.note(.registryGeneration, in: db) else { throw StorageFault.changedMeanwhile("The registry") }
      try Self.set(.registryGeneration, to: generation, in: db)
      try Self.set(.registryCount, to: Set(vehicles.map(\.plate)).count, in: db)
      try Self.raiseRevision(in: db)
    }
    try removeGenerations(before: generation)
  }

  private func add(_ vehicles: ArraySlice<RegisteredVehicle>, to generation: Int) throws {
    try write { db in
      let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO registry (generation, plate_index, body) VALUES (?, ?, ?)")
      for vehicle in vehicles {
        let index = keys.index(.registryPlate, vehicle.plate.text)
        try insert.execute(arguments: [generation, index, try cipher.seal(vehicle, .registry, index)])
      }
    }
  }

  private func removeGenerations(before generation: Int) throws {
    var removed = 0
    repeat {
      removed = try write { db in
        try db.execute(
          sql: """
            DELETE FROM registry WHERE (generation, plate_index) IN
              (SELECT generation, plate_index FROM registry WHERE generation < ? LIMIT ?)
            """,
          arguments: [generation, Self.rowsAtOnce])
        return db.changesCount
      }
    } while removed > 0
  }
}
