import Foundation
import Traffic

/// The bytes of one field of a ``PassRecord``, read as what its tag says. Throws ``SealingFault/malformed(_:)`` where they are not that.
struct PassRecordValue {
  static let fault = SealingFault.malformed("pass record")
  private let bytes: Data

  init(_ bytes: Data) { self.bytes = bytes }

  static func required<Value>(_ value: Value?) throws(SealingFault) -> Value {
    guard let value else { throw fault }
    return value
  }

  func prefix(_ count: Int) -> PassRecordValue { PassRecordValue(Data(bytes.prefix(count))) }
  func dropFirst(_ count: Int) -> PassRecordValue { PassRecordValue(Data(bytes.dropFirst(count))) }

  func text() throws(SealingFault) -> String { try Self.required(String(data: bytes, encoding: .utf8)) }

  /// A name or word that not every text is.
  func one<Value>(of make: (String) -> Value?) throws(SealingFault) -> Value { try Self.required(make(text())) }

  func number() throws(SealingFault) -> Int { Int(Int64(bitPattern: try words(bytes: 8, count: 1)[0])) }

  func instant() throws(SealingFault) -> Date { Date(timeIntervalSince1970: Double(try number()) / 1_000_000) }

  func decimals(_ count: Int) throws(SealingFault) -> [Double] { try words(bytes: 8, count: count).map { Double(bitPattern: $0) } }

  func fractions(_ count: Int) throws(SealingFault) -> [Double] {
    try words(bytes: 4, count: count).map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) }
  }

  func box() throws(SealingFault) -> Box {
    let sides = try fractions(4)
    return Box(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
  }

  /// Big-endian words that are all there is.
  private func words(bytes size: Int, count: Int) throws(SealingFault) -> [UInt64] {
    guard bytes.count == size * count else { throw Self.fault }
    return (0..<count).map { place in bytes.dropFirst(place * size).prefix(size).reduce(0) { $0 << 8 | UInt64($1) } }
  }
}
