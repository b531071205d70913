import Foundation
import Glibc

/// The process behind the listeners, as far as `/proc` tells it to whoever asks.
enum ServingProcess {
  /// The process that listens on all of some ports.
  /// - Returns: `nil` where none does, or where it may not be looked at.
  static func holding(ports: [Int]) -> pid_t? {
    let sockets = ListeningSocket.all().filter { ports.contains($0.port) }
    guard !sockets.isEmpty else { return nil }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.sorted().first { process in
      let inodes = self.sockets(of: process) ?? []
      return ports.allSatisfy { port in sockets.contains { $0.port == port && inodes.contains($0.inode) } }
    }
  }

  /// The inodes of a process's sockets; `nil` where they may not be seen.
  static func sockets(of process: pid_t) -> Set<UInt64>? {
    let folder = "/proc/\(process)/fd"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    let targets = names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    return Set(targets.filter { $0.hasPrefix("socket:[") }.compactMap { UInt64($0.dropFirst("socket:[".count).dropLast()) })
  }

  /// A limit of a process in bytes, as `/proc/<pid>/limits` has it.
  /// - Returns: `nil` where it may not be seen; `.max` for none.
  static func limit(_ name: String, of process: pid_t) -> UInt64? {
    guard let handle = FileHandle(forReadingAtPath: "/proc/\(process)/limits"), let bytes = try? handle.readToEnd() else { return nil }
    guard let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
    guard let soft = line.dropFirst(name.count).split(separator: " ").first else { return nil }
    return soft == "unlimited" ? .max : UInt64(soft)
  }

  /// How many bytes of a process are locked into memory; `nil` where it may not be seen.
  static func lockedBytes(of process: pid_t) -> UInt64? {
    guard let handle = FileHandle(forReadingAtPath: "/proc/\(process)/status"), let bytes = try? handle.readToEnd() else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmLck:") }
    return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { UInt64($0) }.map { $0 * 1024 }
  }
}
