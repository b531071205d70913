import Glibc
public import Sealing

/// Why a keyholder could not do something. Never holds a plate, a key or a passphrase.
public enum KeyholdingFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A file or message that is not what it was taken for: of which thing, and what was wrong.
  case malformed(String, String)
  /// A name or number that cannot be used: says which and what would be right.
  case unusable(String)
  /// So much waits for the keyholder that nothing more is taken in: says what would help.
  case full(String)
  /// The keyholder says no.
  case refused(Refusal)
  /// A seal that does not open or cannot be made.
  case sealing(SealingFault)
  /// The folder is not a keyholder's, is one already, or others may read it.
  case folder(String)
  /// Another process works on the folder.
  case inUse
  /// The passphrase is not the one the identity is sealed with, or the identity was altered.
  case wrongPassphrase
  /// The day keys or the record of what was done are not what this keyholder wrote.
  case damaged(String)
  /// The disk refused something, with its error number. What is on it is either as before or as wanted; the folder has to be opened again.
  case disk(String, errno: Int32)
  /// After a failure of the disk nothing more is done with an open folder.
  case openAgain

  public var description: String {
    switch self {
    case .malformed(let thing, let what): "Not a readable \(thing): \(what)"
    case .unusable(let what), .full(let what): what
    case .refused(let refusal): "Refused: \(refusal)"
    case .sealing(let fault): "\(fault)"
    case .folder(let what): "The keyholder's folder cannot be used: \(what)"
    case .inUse: "Another process works on this keyholder's folder. End it first; two would destroy each other's keys."
    case .wrongPassphrase: "The passphrase is not the one this keyholder was made with. Nothing was changed; try again."
    case .damaged(let what): "\(what) Find out who touched the folder. Day keys cannot be restored: the other keyholders are the backup."
    case .disk(let what, let number): "The disk failed while \(what): \(String(cString: strerror(number))). Open the folder again once it is well."
    case .openAgain: "The disk failed before. Open the keyholder's folder again."
    }
  }
}
