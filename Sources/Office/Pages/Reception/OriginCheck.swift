import HTTPTypes
import Hummingbird

/// Lets a form through only where the browser says that one of our own pages sent it.
struct OriginCheck: Sendable {
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
  private let officeOrigin: String

  init(officeAddress: String) {
    officeOrigin = Self.origin(of: officeAddress)
  }

  /// - Throws: ``PageFault/otherOrigin``. A request that says nothing of where it comes from is refused too: every browser in use says it.
  func check(_ request: Request) throws(PageFault) {
    guard request.method != .get, request.method != .head else { return }
    if let name = Self.fetchSite, let site = request.headers[name] {
      guard site == "same-origin" else { throw .otherOrigin }
      return
    }
    guard let origin = request.headers[.origin], isOwn(origin, host: request.head.authority) else { throw .otherOrigin }
  }

  /// Ours is the configured address, or the address that the browser itself used.
  private func isOwn(_ origin: String, host: String?) -> Bool {
    if origin == officeOrigin { return true }
    guard let host, !host.isEmpty else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  /// Scheme, host and port of an address, in lower case, as browsers write it.
  static func origin(of address: String) -> String {
    let parts = address.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    return parts.prefix(3).joined(separator: "/")
  }
}
