import HTTPTypes
import Keyholding

extension KeyholdingFault {
  var status: HTTPResponse.Status {
    switch self {
    case .malformed, .unusable, .refused, .sealing: .unprocessableContent
    case .full: .tooManyRequests
    case .disk, .openAgain, .damaged: .serviceUnavailable
    case .folder, .inUse, .wrongPassphrase: .internalServerError
    }
  }

  /// The fault's name for programs: that of the refusal where it is one.
  var code: String {
    switch self {
    case .malformed: "malformed"
    case .unusable: "unusable"
    case .refused(let refusal): refusal.name
    case .sealing: "sealing"
    case .full: "too-many"
    case .disk, .openAgain: "disk"
    case .damaged: "damaged"
    case .folder, .inUse, .wrongPassphrase: "internal"
    }
  }

  /// Whether nothing more can be done until the folder was opened again.
  var needsReopening: Bool {
    switch self {
    case .disk, .openAgain, .damaged: true
    default: false
    }
  }
}
