import Sealing
public import Storage

/// Why a warrant was not taken, approved or opened, in words for the person who asked. Holds no plate.
public enum WarrantFault: Error, Sendable, Hashable, CustomStringConvertible {
  case notPermitted
  case noKeyholders
  /// Says what is wrong.
  case malformed(String)
  case caseNumberMissing
  case purposeUnknown
  case tooManyPlates(Int)
  case tooLong(days: Int, most: Int)
  case inTheFuture
  case unsealByWrong
  /// Some of the cameras stand where the person does not work, or nowhere.
  case camerasElsewhere
  /// The warrant or signature is in somebody else's name; says whose it should be.
  case otherName(String)
  case keyUnusable
  case noKey
  case otherKey
  case signatureWrong
  case nameTaken
  case presentedBefore
  case ownRequest
  case notYours
  case reasonMissing
  case notHere
  case notNow(WarrantState)
  /// Too few keyholders released keys; says who refused and why.
  case tooFewReleases([KeyholderLineFault])
  /// The log does not have yet what happened; says so.
  case notLoggedYet

  /// For the log's `warrant.refused`.
  var name: String {
    switch self {
    case .notPermitted: "not-permitted"
    case .noKeyholders: "no-keyholders"
    case .malformed: "malformed"
    case .caseNumberMissing: "case-number-missing"
    case .purposeUnknown: "purpose-unknown"
    case .tooManyPlates: "too-many-plates"
    case .tooLong: "too-long"
    case .inTheFuture: "in-the-future"
    case .unsealByWrong: "unseal-by"
    case .camerasElsewhere: "cameras"
    case .otherName: "other-name"
    case .keyUnusable: "key-unusable"
    case .noKey: "no-key"
    case .otherKey: "other-key"
    case .signatureWrong: "signature"
    case .nameTaken: "name-taken"
    case .presentedBefore: "presented-before"
    case .ownRequest: "own-request"
    case .notYours: "not-yours"
    case .reasonMissing: "reason-missing"
    case .notHere: "not-here"
    case .notNow: "not-now"
    case .tooFewReleases: "too-few-releases"
    case .notLoggedYet: "not-logged-yet"
    }
  }

  public var description: String {
    switch self {
    case .notPermitted: "Your role does not include this. An administrator gives roles."
    case .noKeyholders: "No keyholders are configured, so no passes are kept and there is nothing to ask for. See `sealing.keyholders`."
    case .malformed(let what): "The warrant cannot be read: \(what)"
    case .caseNumberMissing: "A warrant needs the number of the case it is for."
    case .purposeUnknown: "A warrant needs a purpose, one of: \(WarrantTerms.purposes.joined(separator: ", "))."
    case .tooManyPlates(let count): "\(count) plates are too many; a warrant names up to \(WarrantTerms.mostPlates)."
    case .tooLong(let days, let most): "\(days) days are too many; passes are kept for \(most)."
    case .inTheFuture: "A warrant looks back. Ask up to the end of the present hour, and again later."
    case .unsealByWrong: "A warrant is made public within \(WarrantTerms.unsealDays) days from now. Choose an earlier day that is still to come."
    case .camerasElsewhere: "The warrant names a camera that is not among those you can ask for. Choose from the list of the form."
    case .otherName(let name): "The warrant or signature is in another name. Yours is \(name)."
    case .keyUnusable: "This is no Ed25519 public key. It has 32 bytes."
    case .noKey: "You have no approval key yet. Make one first; keyholders have to trust it before they accept your signature."
    case .otherKey: "This is not your registered approval key. Sign with the key you registered, or register this one."
    case .signatureWrong: "The signature does not fit the warrant and your key. Sign again."
    case .nameTaken: "Somebody else has an approval key under the same name. An administrator can give one of you another name."
    case .presentedBefore: "This warrant was presented before. Each needs a nonce of its own; ask anew."
    case .ownRequest: "You asked for this warrant yourself. A second person has to approve it."
    case .notYours: "Only the person who asked for a warrant opens what it found."
    case .reasonMissing: "Please say why, in up to \(WarrantClerk.longestReason) characters."
    case .notHere: "There is no such warrant."
    case .notNow(let state): "This is not possible now: the warrant is \(state.rawValue)."
    case .tooFewReleases(let faults): "Too few keyholders released their keys. \(faults.map(\.description).joined(separator: " "))"
    case .notLoggedYet: "The log does not have this step yet, and nothing is opened before it stands there. Is the server running? Try again shortly."
    }
  }
}
