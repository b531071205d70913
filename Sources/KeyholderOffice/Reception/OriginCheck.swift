import HTTPTypes
import Hummingbird
import WebReception

/// Lets a form through only where the browser says that one of the keyholder's own pages sent it, and a program only where no browser did.
struct OriginCheck: Sendable {
  private let ownOrigin: String

  init(address: String) { ownOrigin = RequestSender.origin(of: address) }

  /// - Throws: ``PageFault/otherOrigin``. A form that says nothing of where it comes from is refused too: every browser in use says it.
  func check(_ request: Request) throws(PageFault) {
    guard request.method != .get, request.method != .head else { return }
    switch RequestSender(of: request, ownOrigin: ownOrigin) {
    case .ownPage: return
    case .unsaid where request.uri.path.hasPrefix(Visit.programPrefix): return
    case .elsewhere, .unsaid: throw .otherOrigin
    }
  }
}
