import Foundation

/// A place that the system may write memory to (proc(5), `/proc/swaps`).
struct Swap: Sendable, Hashable {
  var name: String
  /// Whether what is written there cannot be read after the machine is switched off: an encrypted disk, or memory itself.
  var isSafe: Bool

  static func all() -> [Swap] {
    guard let handle = FileHandle(forReadingAtPath: "/proc/swaps"), let bytes = try? handle.readToEnd() else { return [] }
    return names(in: String(decoding: bytes, as: UTF8.self)).map { Swap(name: $0, isSafe: isSafe($0)) }
  }

  /// - Parameter table: as `/proc/swaps` has it; its first line is a heading.
  static func names(in table: String) -> [String] {
    table.split(separator: "\n").dropFirst().compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
  }

  private static func isSafe(_ name: String) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: name).resolvingSymlinksInPath().path) else { return false }
    // A swap file is as safe as the disk that it lies on.
    let number = attributes[attributes[.type] as? FileAttributeType == .typeBlockSpecial ? .deviceIdentifier : .systemNumber] as? NSNumber
    guard let device = number?.uint64Value else { return false }
    return isSafe("/sys/dev/block/\(major(device)):\(minor(device))", depth: 8)
  }

  /// A device that is encrypted, that is memory, or that lies on nothing but such.
  private static func isSafe(_ device: String, depth: Int) -> Bool {
    guard depth > 0 else { return false }
    let folder = URL(fileURLWithPath: device).resolvingSymlinksInPath()
    if folder.lastPathComponent.hasPrefix("zram") { return true }
    let identity = try? String(contentsOfFile: folder.appending(path: "dm/uuid").path, encoding: .utf8)
    if identity?.hasPrefix("CRYPT-") == true { return true }
    let below = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "slaves").path)) ?? []
    return !below.isEmpty && below.allSatisfy { isSafe("/sys/class/block/\($0)", depth: depth - 1) }
  }

  /// The numbers of a device as glibc's `gnu_dev_major` and `gnu_dev_minor` take them apart.
  private static func major(_ device: UInt64) -> UInt64 { (device >> 8 & 0xfff) | (device >> 32 & 0xffff_f000) }
  private static func minor(_ device: UInt64) -> UInt64 { (device & 0xff) | (device >> 12 & 0xffff_ff00) }
}
