import Foundation

/// A TCP socket on which somebody listens, as `/proc/net/tcp` has it (proc(5)).
struct ListeningSocket: Sendable, Hashable {
  var port: Int
  /// Whether it takes connections on every address of the machine.
  var isEverywhere: Bool
  var inode: UInt64

  /// - Parameter line: of `/proc/net/tcp` or `/proc/net/tcp6`.
  /// - Returns: `nil` for the heading, and for sockets on which nobody listens.
  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count > 9, words[3] == "0A", let inode = UInt64(words[9]) else { return nil }
    let address = words[1].split(separator: ":")
    guard address.count == 2, let port = Int(address[1], radix: 16) else { return nil }
    self.port = port
    isEverywhere = address[0].allSatisfy { $0 == "0" }
    self.inode = inode
  }

  /// All of them on this machine.
  static func all() -> [ListeningSocket] {
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { file in
      // Files of the kernel have no size, so they are read until they end.
      let text = FileHandle(forReadingAtPath: file).map { String(decoding: (try? $0.readToEnd()) ?? Data(), as: UTF8.self) } ?? ""
      return text.split(separator: "\n").compactMap(ListeningSocket.init)
    }
  }
}
