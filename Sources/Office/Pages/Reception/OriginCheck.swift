import HTTPTypes
import Hummingbird
import WebReception

/// Lets a form through only where the browser says that one of our own pages sent it.
struct OriginCheck: Sendable {
  private let officeOrigin: String

  init(officeAddress: String) { officeOrigin = RequestSender.origin(of: officeAddress) }

  /// - Throws: ``PageFault/otherOrigin``. A request that says nothing of where it comes from is refused too: every browser in use says it.
  func check(_ request: Request) throws(PageFault) {
    guard request.method != .get, request.method != .head else { return }
    guard RequestSender(of: request, ownOrigin: officeOrigin) == .ownPage else { throw .otherOrigin }
  }
}
