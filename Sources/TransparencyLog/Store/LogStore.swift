public import Foundation

/// Where a log rests. One writer at a time: an implementation refuses a second one.
///
/// Each call is durable when it returns. One that throws may have done its work or not; ``TransparencyLog`` is written for that.
public protocol LogStore: LogReader {
  /// The signed checkpoint that counts; `nil` for a log that is not made yet.
  func head() throws(TransparencyFault) -> Data?
  /// Replaces the checkpoint that counts, in one step.
  /// - Parameter old: what stands there; `nil` for nothing.
  /// - Throws: ``TransparencyFault/changedMeanwhile`` where something else stands there, and nothing was changed.
  func replaceHead(_ old: Data?, with new: Data) throws(TransparencyFault)

  /// Keeps tiles that are not part of the log yet. Replaces what had the name.
  func stage(_ bytes: Data, as name: String) throws(TransparencyFault)
  /// `nil` where nothing has the name.
  func staged(_ name: String) throws(TransparencyFault) -> Data?
  func stagedNames() throws(TransparencyFault) -> [String]
  /// Removes staged tiles; quietly where there are none.
  func unstage(_ name: String) throws(TransparencyFault)

  /// Writes tiles. One that is there already is written again.
  /// - Throws: ``TransparencyFault/damaged(_:)`` where one is there with other bytes: a tile never changes.
  func write(_ tiles: [TilePath: Data]) throws(TransparencyFault)
  /// Removes all partial tiles of a full tile's number; quietly where there are none.
  func removePartials(of tile: TilePath) throws(TransparencyFault)
  /// Replaces what everybody reads as `checkpoint`.
  func publish(_ checkpoint: Data) throws(TransparencyFault)
}
