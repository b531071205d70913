public import Foundation
import Glibc

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
  public var description: String { uuid.text }
}

/// One case, from violation to decision.
public struct CaseID: Hashable, Sendable, Codable, CustomStringConvertible {
  public let uuid: UUID
  public init(_ uuid: UUID = .random()) { self.uuid = uuid }
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.uuid = uuid
  }
  public var description: String { uuid.text }
}

extension UUID {
  /// A random UUID (RFC 9562, version 4) from the system's random numbers. `UUID()` opens a file for each, which shows where thousands a second are
  /// drawn.
  public static func random() -> UUID {
    var bytes: (high: UInt64, low: UInt64) = (0, 0)
    // It never fails for so few bytes on a system that has started.
    let isDrawn = withUnsafeMutableBytes(of: &bytes) { getentropy($0.baseAddress, $0.count) == 0 }
    guard isDrawn else { return UUID() }
    let high = bytes.high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = bytes.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  /// As Gantry writes it: in lower case.
  fileprivate var text: String {
    String(unsafeUninitializedCapacity: 36) { text in
      withUnsafeBytes(of: uuid) { bytes in
        var place = 0
        for (number, byte) in bytes.enumerated() {
          if [4, 6, 8, 10].contains(number) { place = Self.append(UInt8(ascii: "-"), to: text, at: place) }
          place = Self.append(Self.digit(byte >> 4), to: text, at: place)
          place = Self.append(Self.digit(byte & 15), to: text, at: place)
        }
        return place
      }
    }
  }

  private static func append(_ byte: UInt8, to text: UnsafeMutableBufferPointer<UInt8>, at place: Int) -> Int {
    text[place] = byte
    return place + 1
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
