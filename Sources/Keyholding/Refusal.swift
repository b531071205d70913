public import Sealing
public import Traffic

/// Why a keyholder refuses a request. Each reason has a name of its own, which goes into the counter-log; none holds a plate.
public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Something there is only so much of.
  public enum Cap: String, Sendable, Hashable { case plates, cameras, days, tokens, keys }

  /// Too few witnesses have seen the log with this warrant in it.
  case noQuorum
  /// The log is not a continuation of what this keyholder saw before, or shows two faces.
  case forkedLog
  /// The log does not hold this warrant's commitment.
  case notLogged
  /// Warrant and random bytes do not make the commitment that was logged or granted.
  case wrongCommitment
  /// Too late: says since when.
  case expired(String)
  /// A camera that the warrant does not name.
  case cameraOutOfScope(CameraID)
  /// An hour (since 1970-01-01T00:00Z) that the warrant does not cover.
  case hourOutOfScope(UInt32)
  /// An epoch that cannot hold passes of the warrant's time, or that is another server's.
  case epochOutOfScope(UTCDay)
  /// A plate that the warrant does not name.
  case readingOutOfScope
  /// A pass handed over as one of an epoch that it does not belong to.
  case relabelledPass(PassID)
  /// More than the policy allows.
  case capPassed(Cap, asked: Int, allowed: Int)
  /// A warrant that was presented before.
  case replayedNonce
  /// A warrant that was never granted here.
  case notGranted
  /// A purpose that the policy does not know.
  case purposeNotAllowed
  /// Fewer approvals by different persons than the policy asks for.
  case approvalsMissing(Int)
  /// An approval that is not by its person, or not of this warrant.
  case approvalInvalid
  /// No key of this day: it was destroyed or never made.
  case noKey(UTCDay)
  /// An epoch's capsule that is false; the custody check should have said so.
  case capsuleFalse(UTCDay)
  /// A judge said no.
  case judged

  /// The reason's name for the counter-log.
  public var name: String {
    switch self {
    case .noQuorum: "no-quorum"
    case .forkedLog: "forked-log"
    case .notLogged: "not-logged"
    case .wrongCommitment: "wrong-commitment"
    case .expired: "expired"
    case .cameraOutOfScope: "camera-out-of-scope"
    case .hourOutOfScope: "hour-out-of-scope"
    case .epochOutOfScope: "epoch-out-of-scope"
    case .readingOutOfScope: "reading-out-of-scope"
    case .relabelledPass: "relabelled-pass"
    case .capPassed(let cap, _, _): "cap-passed-\(cap.rawValue)"
    case .replayedNonce: "replayed-nonce"
    case .notGranted: "not-granted"
    case .purposeNotAllowed: "purpose-not-allowed"
    case .approvalsMissing: "approvals-missing"
    case .approvalInvalid: "approval-invalid"
    case .noKey: "no-key"
    case .capsuleFalse: "capsule-false"
    case .judged: "judged"
    }
  }

  public var description: String {
    switch self {
    case .noQuorum: "too few witnesses have seen the log with this warrant in it. Wait for the quorum and ask again."
    case .forkedLog: "the log does not continue what this keyholder saw before. Keep both checkpoints and raise the alarm."
    case .notLogged: "the log does not hold this warrant's commitment. Log it first."
    case .wrongCommitment: "the warrant is not the one that was logged."
    case .expired(let what): "\(what) Ask for a new warrant."
    case .cameraOutOfScope(let camera): "camera \(camera) is not in the warrant."
    case .hourOutOfScope(let hour): "hour \(hour) since 1970 is not in the warrant."
    case .epochOutOfScope(let day): "an epoch of \(day) cannot hold passes of the warrant's time, or is another server's."
    case .readingOutOfScope: "the warrant does not name this plate."
    case .relabelledPass(let pass): "pass \(pass) does not belong to the epoch it is said to be of. Do a custody check of the server."
    case .capPassed(let cap, let asked, let allowed): "\(asked) \(cap.rawValue) are more than the \(allowed) that the policy allows."
    case .replayedNonce: "this warrant was presented before. Ask for a new one."
    case .notGranted: "this warrant was not granted here, or its time is over."
    case .purposeNotAllowed: "the policy does not allow this purpose."
    case .approvalsMissing(let count): "\(count) more of the persons named in the policy must approve."
    case .approvalInvalid: "an approval is not by a key that is trusted here, or is not of this warrant."
    case .noKey(let day): "there is no key of \(day): it was destroyed or never made."
    case .capsuleFalse(let day): "a capsule of \(day) is false. Do a custody check."
    case .judged: "the judge said no."
    }
  }
}
