import Crypto
public import Foundation

/// A secret that opens a door: 32 random bytes, written base64url. Only its SHA-256 is ever stored, so that a stolen copy opens nothing.
public struct Token: Sendable, Hashable {
  /// The secret, 43 characters. Shown once, never logged.
  public let text: String

  /// Draws a new token from the system's random source.
  public init() {
    let key = SymmetricKey(size: .bits256)
    text = key.withUnsafeBytes { Data($0) }.base64URLEncoded
  }

  /// Takes a token that somebody presents. Any text is taken: what is no token simply matches nothing.
  public init(presented text: String) { self.text = text }

  /// What is stored and compared. A plain hash is enough here: nobody guesses 256 random bits.
  public var hash: Data { Data(SHA256.hash(data: Data(text.utf8))) }
}
