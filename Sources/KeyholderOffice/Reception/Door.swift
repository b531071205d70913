import Foundation
import Keyholding
import WebReception

/// Where the passphrase is tried: one at a time, and not often, because each try costs the memory and the half second that guessing is to cost.
actor Door {
  private let keyholder: Keyholder
  private var tries: TokenBucket

  init(_ keyholder: Keyholder) {
    self.keyholder = keyholder
    tries = TokenBucket(size: 5, refillSeconds: 20)
  }

  /// - Returns: whether it is the passphrase.
  /// - Throws: ``PageFault/tooManyTries`` without having tried.
  func opens(with passphrase: String, at now: Date) throws(PageFault) -> Bool {
    guard tries.take(at: now) else { throw .tooManyTries }
    return keyholder.opens(with: passphrase)
  }
}
