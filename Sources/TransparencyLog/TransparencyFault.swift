import DurableFiles
import Glibc

/// Why something of a log could not be done, or is not true. Never holds what stands in an entry.
public enum TransparencyFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A text or file that is not what it was taken for: of which thing, and what was wrong.
  case malformed(String, String)
  /// A name, key or number that cannot be used: says which and what would be right.
  case unusable(String)
  /// A key that is known did not make the signature that bears its name.
  case badSignature(String)
  /// No key that is known signed.
  case unsigned
  /// Fewer witnesses than the policy asks for have seen this state of the log.
  case noQuorum
  /// A proof does not lead to the root it is said to lead to: `inclusion` or `consistency`.
  case falseProof(String)
  /// An entry or a state that the tree does not have (yet).
  case outOfTree(Int, size: Int)
  /// A state that is no continuation of another one that was signed, too.
  case forked(String)
  /// The folder cannot be used: says why.
  case folder(String)
  /// Another process works on the folder.
  case inUse
  /// What rests on the disk is not what was written.
  case damaged(String)
  /// The state was replaced by somebody else. Two writers would fork the log.
  case changedMeanwhile
  /// The disk refused something, with its error number.
  case disk(String, errno: Int32)
  /// It failed before in a way that leaves open what was written. It has to be opened again, which finds out.
  case openAgain

  public var description: String {
    switch self {
    case .malformed(let thing, let what): "Not a readable \(thing): \(what)"
    case .unusable(let what): what
    case .badSignature(let name): "The signature that bears the name \(name) is not by that key. Trust nothing of it."
    case .unsigned: "No key that is known here signed it."
    case .noQuorum: "Too few witnesses have seen this state of the log. Wait for the quorum and ask again."
    case .falseProof(let kind): "The \(kind) proof does not lead to the root of the checkpoint."
    case .outOfTree(let place, let size): "\(place) is not in a tree of \(size) entries."
    case .forked(let what): "The log shows two faces: \(what) Keep both checkpoints and raise the alarm."
    case .folder(let what): "The log's folder cannot be used: \(what)"
    case .inUse: "Another process works on this log's folder. End it first; two writers would fork the log."
    case .damaged(let what): "\(what) Find out who touched the folder, and restore it from a copy."
    case .changedMeanwhile: "Somebody else wrote to this log meanwhile. One writer at a time; find the other one."
    case .disk(let what, let number): "The disk failed while \(what): \(String(cString: strerror(number)))."
    case .openAgain: "Writing to the log failed before, and nobody knows how far it came. Start again: opening the log finds out."
    }
  }
}

extension TransparencyFault: MalformedFault {}

extension TransparencyFault {
  init(_ fault: DiskFault) { self = .disk(fault.operation, errno: fault.code) }
}
