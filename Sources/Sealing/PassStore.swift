public import Foundation
public import Traffic

/// Where sealed passes rest.
public protocol PassStore: Sendable {
  /// Keeps passes; returns once they are durable. A pass that is there already is left as it is.
  func append(_ passes: [SealedPass]) async throws
  /// How many passes rest here whose capture hour lies in a span, of one camera or of all.
  /// - Parameters:
  ///   - camera: `nil` for all cameras.
  ///   - from: The first instant that counts, rounded down to its hour.
  ///   - to: The first instant that no longer counts, rounded up to its hour.
  func count(of camera: CameraID?, from: Date, to: Date) async throws -> Int
}
