import Access
import Foundation

extension SafetyReview {
  /// The addresses that people type, and those that are listened on.
  var addresses: [UnsafeState] { typed + twice }

  /// A page that is asked for in clear is a page that anybody on the way can change.
  private var typed: [UnsafeState] {
    let pages = [("address", "office", configuration.officeAddress), ("public.address", "public", configuration.publicPage.address)]
    return pages.compactMap { key, name, address in
      guard exposed.contains(where: { $0.name == name }), !address.lowercased().hasPrefix("https://") else { return nil }
      return UnsafeState(key, "\(address) is not encrypted, and other machines can reach listen.\(name).", "An address that begins with https:// belongs here.")
    }
  }

  /// The system would let two listeners share an address, and deal connections out between them as it likes.
  private var twice: [UnsafeState] {
    let all = configuration.listeners
    return all.indices.flatMap { index in
      all[(index + 1)...].compactMap { later in
        guard Self.meet(all[index].listener, later.listener) else { return nil }
        return UnsafeState(
          "listen.\(later.name)", "it is heard on the same address and port (\(later.listener.port)) as listen.\(all[index].name).",
          "Give each listener a port of its own: none serves another's pages.")
      }
    }
  }

  private static func meet(_ one: Configuration.Listener, _ other: Configuration.Listener) -> Bool {
    guard one.port == other.port, one.port != 0 else { return false }
    let (first, second) = (address(one), address(other))
    guard let first, let second else { return one.host == other.host }
    return first == second || first.isUnspecified || second.isUnspecified
  }

  private static func address(_ listener: Configuration.Listener) -> NetworkAddress? {
    NetworkAddress(listener.host == "localhost" ? "127.0.0.1" : listener.host)
  }
}
