import Foundation

/// A password for recovery as it is hashed. NIST SP 800-63B-4, section 3.1.1.2: long, of any characters, in Unicode's form NFKC so that every keyboard
/// writes the same, each code point counted as one, and no rules of what it has to be made of.
struct RecoveryPassword: Sendable {
  static let lengths = 15...128

  /// In form NFKC.
  let text: String

  /// Takes what somebody types to come in. What is too long to be one is cut, so that nobody makes the server hash a book.
  init(presented text: String) {
    self.text = String(text.prefix(4 * Self.lengths.upperBound)).precomposedStringWithCompatibilityMapping
  }

  /// Takes what somebody wants to have from now on.
  /// - Throws: ``RecoveryFault/tooShort``, ``RecoveryFault/tooLong`` or ``RecoveryFault/tooPlain``.
  init(chosen text: String, for person: Person) throws(RecoveryFault) {
    guard text.utf8.count <= 16 * Self.lengths.upperBound else { throw .tooLong }
    let text = text.precomposedStringWithCompatibilityMapping
    guard text.unicodeScalars.count >= Self.lengths.lowerBound else { throw .tooShort }
    guard text.unicodeScalars.count <= Self.lengths.upperBound else { throw .tooLong }
    guard !Self.isPlain(text, for: person) else { throw .tooPlain }
    self.text = text
  }

  /// What is guessed first: few characters over and over, a row of the keyboard, and hardly more than the person's or the service's name. Lists of
  /// passwords that leaked hold next to none of this length that are not of these kinds.
  private static func isPlain(_ text: String, for person: Person) -> Bool {
    let lowercased = text.lowercased()
    let rest = ([person.name.lowercased(), "gantry", "password"] + rows).filter { $0.count >= 4 }
      .reduce(lowercased) { $0.replacing($1, with: "") }
    return Set(lowercased.unicodeScalars).count < 5 || rest.unicodeScalars.count < 8
  }

  private static let rows = ["1234567890", "123456789", "12345678", "123456", "qwertyuiop", "qwerty", "asdfghjkl", "abcdefghijklmnopqrstuvwxyz"]
}
