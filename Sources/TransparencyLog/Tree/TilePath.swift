/// Where a tile lies below a log's prefix (C2SP `tlog-tiles`), such as `tile/0/x001/x234/067` or `tile/entries/000.p/5`.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
  /// Hashes, or entries, in a full tile.
  public static let fullWidth = 256

  /// Tiles of level L hold the roots over 256^L entries each; `nil` for entries themselves.
  public let level: Int?
  public let number: Int
  /// From 1 to 256; a tile with fewer than 256 is partial.
  public let width: Int

  init(level: Int?, number: Int, width: Int = TilePath.fullWidth) {
    self.level = level
    self.number = number
    self.width = width
  }

  /// - Parameter text: as ``description`` writes it.
  /// - Returns: `nil` for other texts.
  public init?(_ text: String) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard parts.count >= 3, parts.popFirst() == "tile", let level = parts.popFirst() else { return nil }
    var width = Self.fullWidth
    if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
      guard let partial = parts.popLast().flatMap({ Int(canonical: $0) }), (1..<Self.fullWidth).contains(partial) else { return nil }
      width = partial
      parts[parts.endIndex - 1] = parts[parts.endIndex - 1].dropLast(2)
    }
    let digits = parts.joined().utf8.filter { $0 != UInt8(ascii: "x") }
    guard digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    self.init(level: level == "entries" ? nil : Int(canonical: level) ?? -1, number: number, width: width)
    guard description == text, (0...5).contains(self.level ?? 0) else { return nil }
  }

  /// The path.
  public var description: String { width < Self.fullWidth ? "\(partials)/\(width)" : path }

  /// The folder of all partial tiles of this number.
  var partials: String { "\(path).p" }

  /// The full tile of the same number.
  var full: TilePath { TilePath(level: level, number: number) }

  /// Whether a tree of so many entries has all that is in it.
  func isCovered(by size: Int) -> Bool {
    // What a level holds of the largest tree there can be fits; a number beyond that does not.
    let (first, isTooLarge) = number.multipliedReportingOverflow(by: Self.fullWidth)
    return !isTooLarge && first <= size && width <= size >> (8 * (level ?? 0)) - first
  }

  private var path: String {
    var groups: [String] = []
    var rest = number
    repeat {
      let digits = String(rest % 1000)
      groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.utf8.count) + digits)
      rest /= 1000
    } while rest > 0
    return "tile/\(level.map { String($0) } ?? "entries")/\(groups.reversed().joined(separator: "/"))"
  }
}
