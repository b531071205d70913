import Foundation
import Glibc

/// Whether there is room to go on.
struct DiskExamination: Examination {
  static let name = "disk"
  /// Below this, or below ``leastShare`` of a small disk, an administrator has to act: a day of pictures needs more.
  private static let leastBytes: UInt64 = 2 << 30
  private static let leastShare = 0.05

  let folder: URL

  struct Facts: Sendable {
    var totalBytes: UInt64
    var freeBytes: UInt64
    /// 0 on file systems that do not count them.
    var totalFiles: UInt64
    var freeFiles: UInt64
  }

  func facts() throws -> Facts {
    var state = statvfs()
    guard statvfs(folder.path, &state) == 0 else { throw DoctorFault("the disk of \(folder.path) does not answer: \(String(cString: strerror(errno)))") }
    let size = UInt64(state.f_frsize)
    return Facts(
      totalBytes: UInt64(state.f_blocks) * size, freeBytes: UInt64(state.f_bavail) * size, totalFiles: UInt64(state.f_files),
      freeFiles: UInt64(state.f_favail))
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings: [Finding] = []
    let needed = min(Self.leastBytes, UInt64(Double(facts.totalBytes) * Self.leastShare))
    let free = Self.text(facts.freeBytes)
    if facts.freeBytes < needed {
      findings.append(
        fails("The disk is nearly full: \(free) of \(Self.text(facts.totalBytes)) are free.", "Make room. Cameras are refused before the disk is full."))
    }
    if facts.totalFiles > 0, Double(facts.freeFiles) < Double(facts.totalFiles) * Self.leastShare {
      findings.append(fails("The disk has room for \(facts.freeFiles) more files only.", "Remove files that nobody needs, or make a larger file system."))
    }
    return findings.isEmpty ? [holds("\(free) of \(Self.text(facts.totalBytes)) are free.")] : findings
  }

  private static func text(_ bytes: UInt64) -> String { "\((Double(bytes) / 1_073_741_824).formatted(.number.precision(.fractionLength(1)))) GiB" }
}
