public import Foundation

/// What was inside a sealed pass.
public struct OpenedRecord: Hashable, Sendable {
  /// Written as ``SealedRecord/schema`` says.
  public let record: Data
  public let pictures: [Data]
}
