/// Why recovery could not be set up or used.
public enum RecoveryFault: Error, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case tooShort
  case tooLong
  /// Made of what is guessed first.
  case tooPlain
  /// The first code does not belong to the secret that was shown.
  case wrongCode
  /// Nothing waits for its first code, or it has waited for too long.
  case nothingPending
  /// Too many passwords are being hashed.
  case busy

  public var description: String {
    switch self {
    case .tooShort: "A recovery password has at least \(RecoveryPassword.lengths.lowerBound) characters. Four or five words that nobody else would put together are good."
    case .tooLong: "A recovery password has at most \(RecoveryPassword.lengths.upperBound) characters."
    case .tooPlain: "This password is easy to guess: it repeats itself, or is little more than a name or a row of keys. Choose words that nobody else would put together."
    case .wrongCode: "This code is not right. Look whether the clock of your device is, and type the code that it shows now."
    case .nothingPending: "This took longer than fifteen minutes. Begin again with a password."
    case .busy: "Too many people are doing this at the moment. Try again in a minute."
    }
  }
}
