import Crypto
import Foundation

/// What an authenticator signs so that its answer is to this question and to no other.
struct Challenge: Sendable, Hashable {
  let bytes: Data

  /// 32 bytes from the system's random source; WebAuthn Level 3, section 13.4.3, asks for at least 16.
  init() { bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) } }

  /// The hash of what is approved.
  init(for act: Act) { bytes = act.hash }

  init(bytes: Data) { self.bytes = bytes }
}
