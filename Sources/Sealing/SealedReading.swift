public import Foundation

/// One way a plate was read, as it rests: 16 bytes to find the pass by and 40 that wrap its key. Both mean nothing without the holders.
public struct SealedReading: Hashable, Sendable {
  public static let tokenBytes = 16
  public static let wrappedKeyBytes = 40

  /// First 16 bytes of the exclusive or over all subsets of `P_A`.
  public let token: Data
  /// AES-256 key wrap (RFC 3394) of the pass's data key.
  public let wrappedKey: Data

  init(token: Data, wrappedKey: Data) {
    self.token = token
    self.wrappedKey = wrappedKey
  }
}
