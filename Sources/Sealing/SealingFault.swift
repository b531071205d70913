public import Traffic

/// Why something could not be sealed or opened. Never holds a plate, a key or a token.
public enum SealingFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Bytes that are not what they were taken for; says of which thing and what was wrong.
  case malformed(String)
  /// A first byte that names algorithms this version does not know.
  case unknownSuite(UInt8)
  /// A set of keyholders that cannot be: says why.
  case holders(String)
  /// A name, region or number that cannot be sealed under: says which and what would be right.
  case unusable(String)
  /// A keyholder's key for a day that may not be used; says why.
  case dayKey(HolderID, String)
  /// A capsule that is for another holder or under another day key.
  case capsuleForAnother(HolderID)
  /// A capsule that its holder's key does not open: it was damaged, swapped or made for other words.
  case capsuleDoesNotOpen(HolderID)
  /// What a capsule holds is not what the commitments say.
  case commitmentBroken(HolderID)
  /// The epoch has ended; its keys are erased or about to be.
  case epochOver
  /// A pass whose masked seconds do not agree, or say a second that no epoch has: it was altered or belongs to another epoch.
  case notOfThisEpoch(PassID)
  /// A vehicle whose plate nobody read: no key could ever be asked for.
  case nothingRead
  /// Record or picture longer than ``PaddedSize`` has a class for.
  case tooLong(bytes: Int, limit: Int)
  /// Not enough holders: parts of some subsets are missing.
  case partsMissing(Int)
  /// Two holders gave different parts of the same subset: one of them is wrong or lies.
  case partsDisagree
  /// The pass has no reading with this token.
  case noSuchReading
  /// The key does not unwrap: the pass is another plate's, camera's or hour's, or it was altered.
  case keyDoesNotFit
  /// The key unwraps, but the body was altered or belongs to another pass.
  case bodyDoesNotOpen
  /// The system has no memory or no random numbers to give; says which, with its error number.
  case system(String, errno: Int32)

  public var description: String {
    switch self {
    case .malformed(let what): "Not a readable \(what)."
    case .unknownSuite(let byte): "Sealed with suite \(byte), which this version does not know. It knows suite \(SealingSuite.current.rawValue)."
    case .holders(let why): "These keyholders cannot share keys: \(why)"
    case .unusable(let what): "\(what)"
    case .dayKey(let holder, let why): "The day key of \(holder) cannot be used: \(why)"
    case .capsuleForAnother(let holder): "This capsule is not for \(holder)'s key of that day. Look for the one that names it."
    case .capsuleDoesNotOpen(let holder): "The capsule for \(holder) does not open with its key of that day. It was damaged or swapped."
    case .commitmentBroken(let holder): "What the capsule for \(holder) holds is not what was committed to. The server wrote a false capsule."
    case .epochOver: "This epoch is over. Open the next one and seal the pass there."
    case .notOfThisEpoch(let pass): "Pass \(pass) was not sealed in this epoch, or it was altered. Ask with the row as it is stored."
    case .nothingRead: "A pass without a reading has no key that anybody could ask for. Count it; do not store it."
    case .tooLong(let bytes, let limit): "\(bytes) bytes are more than the \(limit) that can be sealed in one piece."
    case .partsMissing(let count): "Parts of \(count) keys are missing. Ask another keyholder."
    case .partsDisagree: "Two keyholders gave different parts of one key. One of them is wrong; do a custody check."
    case .noSuchReading: "The pass has no reading with this token."
    case .keyDoesNotFit: "The key does not fit this pass. It belongs to another plate, camera or hour, or the pass was altered."
    case .bodyDoesNotOpen: "The pass's body was altered, or it belongs to another pass."
    case .system(let what, let number): "The system gives no \(what) (error \(number))."
    }
  }
}
