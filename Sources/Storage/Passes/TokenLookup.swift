public import Foundation
public import Sealing

/// One question to the archive: is there a pass under this token, at this camera, in this hour, sealed in this epoch?
public struct TokenLookup: Hashable, Sendable {
  /// The epoch of arrival.
  public let epoch: EpochContext
  public let scope: PlateScope
  /// ``SealedReading/tokenBytes`` bytes, as the holders' parts make them together.
  public let token: Data

  public init(epoch: EpochContext, scope: PlateScope, token: Data) {
    self.epoch = epoch
    self.scope = scope
    self.token = token
  }
}
