public import Foundation
import GRDB

extension Store {
  private static let lastDiagnosis = "last"

  /// Keeps what the last examination of the installation found, in place of what the one before found.
  /// - Parameter bytes: as whoever examines writes it.
  public func keep(diagnosis bytes: Data) throws {
    try write { db in
      let body = try cipher.seal(bytes: bytes, .diagnoses, Data(Self.lastDiagnosis.utf8))
      try db.execute(
        sql: "INSERT INTO diagnoses (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        arguments: [Self.lastDiagnosis, body])
    }
  }

  /// What the last examination found; `nil` before the first.
  public func diagnosis() throws -> Data? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT body FROM diagnoses WHERE name = ?", arguments: [Self.lastDiagnosis])
        .map { try cipher.open(bytes: $0, .diagnoses, Data(Self.lastDiagnosis.utf8)) }
    }
  }
}
