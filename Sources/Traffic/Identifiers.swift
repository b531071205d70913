public import Foundation

/// A name that administrators give: letters, digits, `-`, `_` and `.`, 1 to 64 of them. Used in addresses, files and logs, so nothing else is let in.
public protocol Name: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible, Comparable where RawValue == String {
  init(unchecked: String)
}

extension Name {
  public init?(rawValue: String) {
    guard (1...64).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(isNameByte), !rawValue.hasPrefix(".") else { return nil }
    self.init(unchecked: rawValue)
  }

  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
}

/// A camera as the administrator named it, such as `tas-014-a`.
public struct CameraID: Name {
  public let rawValue: String
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// A site (a junction, a stretch of road, a patrol car) with one or more cameras.
public struct SiteID: Name {
  public let rawValue: String
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// One vehicle passing one camera.
public struct PassID: Hashable, Sendable, Codable, CustomStringConvertible {
  public let uuid: UUID
  public init(_ uuid: UUID = .random()) { self.uuid = uuid }
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.uuid = uuid
  }
  public var description: String { uuid.uuidString.lowercased() }
}

/// One case, from violation to decision.
public struct CaseID: Hashable, Sendable, Codable, CustomStringConvertible {
  public let uuid: UUID
  public init(_ uuid: UUID = .random()) { self.uuid = uuid }
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.uuid = uuid
  }
  public var description: String { uuid.uuidString.lowercased() }
}

extension UUID {
  /// A random UUID (RFC 9562, version 4) from the system's random numbers. `UUID()` opens a file for each, which shows where thousands a second are
  /// drawn.
  public static func random() -> UUID {
    var source = SystemRandomNumberGenerator()
    var (high, low) = (source.next() as UInt64, source.next() as UInt64)
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}
