/// Something in a log's files that is not as it was written.
public struct LogFinding: Hashable, Sendable, CustomStringConvertible {
  /// Below the log's folder or address, such as `tile/entries/000`.
  public let file: String
  /// The first byte that is wrong, from 0, where that can be told.
  public let offset: Int?
  public let what: String

  public init(_ file: String, at offset: Int? = nil, _ what: String) {
    self.file = file
    self.offset = offset
    self.what = what
  }

  public var description: String { "\(file)\(offset.map { ", byte \($0)" } ?? ""): \(what)" }
}
