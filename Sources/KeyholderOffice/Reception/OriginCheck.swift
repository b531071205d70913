import HTTPTypes
import Hummingbird

/// Lets a form through only where the browser says that one of the keyholder's own pages sent it, and a program only where no browser did.
struct OriginCheck: Sendable {
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
  private let ownOrigin: String

  init(address: String) {
    ownOrigin = address.lowercased().split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
  }

  /// - Throws: ``PageFault/otherOrigin``. A form that says nothing of where it comes from is refused too: every browser in use says it.
  func check(_ request: Request) throws(PageFault) {
    guard request.method != .get, request.method != .head else { return }
    let isForProgram = request.uri.path.hasPrefix(Visit.programPrefix)
    if let name = Self.fetchSite, let site = request.headers[name] {
      guard site == "same-origin" else { throw .otherOrigin }
    } else if let origin = request.headers[.origin] {
      guard isOwn(origin, host: request.head.authority) else { throw .otherOrigin }
    } else if !isForProgram {
      throw .otherOrigin
    }
  }

  /// Ours is the configured address, or the address that the browser itself used.
  private func isOwn(_ origin: String, host: String?) -> Bool {
    if origin == ownOrigin { return true }
    guard let host, !host.isEmpty else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }
}
