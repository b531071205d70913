public import Foundation
public import Sealing

/// What a pass is found by: the token that k holders' parts make together, and what it is the token of.
public struct SearchToken: Hashable, Sendable {
  /// Which of the request's questions.
  public let epoch: Int
  public let scope: PlateScope
  /// Which of ``Warrant/readings``.
  public let reading: Int
  /// 16 bytes.
  public let token: Data
}
