import Foundation

/// Reads ``CBOR`` item by item. Takes no byte's word for a length: what is said to follow must be there.
struct CBORReader {
  private let input: [UInt8]
  /// The first byte that was not read.
  private(set) var place = 0

  init(_ data: Data) { input = Array(data) }

  var isAtEnd: Bool { place == input.count }

  mutating func item() throws(CBORFault) -> CBOR {
    guard input.count <= CBOR.longest else { throw .tooLong }
    return try item(depth: 0)
  }

  private mutating func item(depth: Int) throws(CBORFault) -> CBOR {
    let (major, value) = try head()
    switch major {
    case 0: return .unsigned(value)
    case 1: return .negative(value)
    case 2: return .bytes(Data(try take(value)))
    case 3:
      guard let text = String(validating: try take(value), as: UTF8.self) else { throw .notUTF8 }
      return .text(text)
    case 4: return .list(try list(of: value, depth: depth + 1))
    case 5: return .map(try map(of: value, depth: depth + 1))
    case 7: return try simple(value)
    default: throw .unsupported
    }
  }

  /// The first byte of an item, with the number that it carries or that follows it.
  private mutating func head() throws(CBORFault) -> (major: UInt8, value: UInt64) {
    let first = try take(1)[0...]
    guard let byte = first.first else { throw .endsEarly }
    let (major, information) = (byte >> 5, byte & 0x1F)
    // Simple values and floating-point numbers say other things with these bits.
    if major == 7, information > 23 { throw information == 31 ? .indefinite : .unsupported }
    switch information {
    case 0...23: return (major, UInt64(information))
    case 24...27:
      let value = try take(1 << UInt64(information - 24)).reduce(0) { $0 << 8 | UInt64($1) }
      let smallest: [UInt64] = [24, 1 << 8, 1 << 16, 1 << 32]
      guard value >= smallest[Int(information) - 24] else { throw .notShortest }
      return (major, value)
    case 31: throw .indefinite
    default: throw .unsupported
    }
  }

  private mutating func take(_ count: UInt64) throws(CBORFault) -> [UInt8] {
    guard count <= UInt64(input.count - place) else { throw .endsEarly }
    defer { place += Int(count) }
    return Array(input[place..<place + Int(count)])
  }

  private mutating func list(of count: UInt64, depth: Int) throws(CBORFault) -> [CBOR] {
    guard depth <= CBOR.deepest else { throw .tooDeep }
    guard count <= UInt64(input.count - place) else { throw .endsEarly }
    var items: [CBOR] = []
    for _ in 0..<count { items.append(try item(depth: depth)) }
    return items
  }

  private mutating func map(of count: UInt64, depth: Int) throws(CBORFault) -> [CBOR: CBOR] {
    guard depth <= CBOR.deepest else { throw .tooDeep }
    guard count <= UInt64(input.count - place) / 2 else { throw .endsEarly }
    var values: [CBOR: CBOR] = [:]
    var before: ArraySlice<UInt8> = []
    for _ in 0..<count {
      let start = place
      let key = try key(depth: depth)
      let written = input[start..<place]
      // Shorter heads are smaller bytes, so the order of CTAP2 is that of the bytes as written.
      guard before.lexicographicallyPrecedes(written) else { throw .keysOutOfOrder }
      before = written
      values[key] = try item(depth: depth)
    }
    return values
  }

  private mutating func key(depth: Int) throws(CBORFault) -> CBOR {
    let key = try item(depth: depth)
    switch key {
    case .unsigned, .negative, .text: return key
    default: throw .unusableKey
    }
  }

  private func simple(_ value: UInt64) throws(CBORFault) -> CBOR {
    switch value {
    case 20: .bool(false)
    case 21: .bool(true)
    case 22: .null
    default: throw .unsupported
    }
  }
}
