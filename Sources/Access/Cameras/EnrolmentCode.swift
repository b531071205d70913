import Crypto
public import Foundation

/// What a device proves with, once, that an administrator means it: 100 random bits in four groups of five characters, made to be read aloud and
/// typed. Only its SHA-256 is stored.
public struct EnrolmentCode: Sendable, Hashable {
  /// How long a code can be used: time enough to drive out to the camera.
  public static let lifetime: Duration = .seconds(24 * 3600)
  private static let length = 20
  private static let groupLength = 5
  /// Crockford's base 32: nothing in it looks like anything else.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Twenty characters without the dashes between them.
  private let characters: String

  /// Draws a new code from the system's random source.
  public init() {
    var source = SystemRandomNumberGenerator()
    characters = String((0..<Self.length).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &source)] })
  }

  /// Takes a code as somebody typed it: in any case, with or without dashes and spaces, with the letters that look like digits.
  /// - Returns: `nil` for what cannot be a code.
  public init?(typed text: String) {
    guard text.utf8.count <= Self.length * 4 else { return nil }
    var characters = ""
    for character in text.uppercased() where character != "-" && character != " " {
      let meant: Character = character == "O" ? "0" : character == "I" || character == "L" ? "1" : character
      guard Self.alphabet.contains(meant) else { return nil }
      characters.append(meant)
    }
    guard characters.count == Self.length else { return nil }
    self.characters = characters
  }

  /// As it is shown, once: `7K2PD-GXQ4M-…`.
  public var text: String {
    stride(from: 0, to: Self.length, by: Self.groupLength).map { String(characters.dropFirst($0).prefix(Self.groupLength)) }.joined(separator: "-")
  }

  /// What is stored and compared. A plain hash is enough here: nobody guesses 100 random bits.
  public var hash: Data { Data(SHA256.hash(data: Data(characters.utf8))) }
}
