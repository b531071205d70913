public import Foundation

/// What everybody may read of a log: the files below its prefix.
public protocol LogReader: Sendable {
  /// - Parameter path: `checkpoint`, or a tile's.
  /// - Returns: `nil` where there is no such file.
  func read(_ path: String) throws(TransparencyFault) -> Data?
}
