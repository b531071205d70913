import Glibc

/// An address of the Internet protocol. One of version 4 that is written as version 6 (`::ffff:10.1.0.5`, RFC 4291, section 2.5.5.2) is the one of
/// version 4: a listener on both would else be asked for the same machine under two names.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
  private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
  private static let longestText = 64

  /// Four bytes, or sixteen, in the network's order.
  public let bytes: [UInt8]

  /// Reads `10.1.0.5` or `fd00::5`; a zone (`%eth0`) belongs to the machine that writes it and is left out.
  /// - Returns: `nil` for anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    let address = text.contains(":") ? String(text.prefix { $0 != "%" }) : text
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, address, &four) == 1 {
      self.init(bytes: withUnsafeBytes(of: &four) { Array($0) })
    } else if inet_pton(AF_INET6, address, &six) == 1 {
      self.init(bytes: withUnsafeBytes(of: &six) { Array($0) })
    } else {
      return nil
    }
  }

  /// - Parameter bytes: four or sixteen of them.
  public init?(bytes: [UInt8]) {
    if bytes.count == 16, bytes.starts(with: Self.mappedPrefix) {
      self.bytes = Array(bytes.dropFirst(Self.mappedPrefix.count))
    } else if bytes.count == 4 || bytes.count == 16 {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  public var isVersion4: Bool { bytes.count == 4 }

  /// Whether only this machine has it (127.0.0.0/8, ::1).
  public var isLoopback: Bool { isVersion4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 }

  /// Whether a listener on it hears on every address of its machine (0.0.0.0, ::).
  public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  public var description: String {
    if isVersion4 { return bytes.map(String.init).joined(separator: ".") }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    return bytes.withUnsafeBytes { inet_ntop(AF_INET6, $0.baseAddress, &text, socklen_t(text.count)) }.map { String(cString: $0) } ?? ""
  }
}
