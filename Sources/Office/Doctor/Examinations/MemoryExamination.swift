import Foundation
import Glibc

/// Whether the server's memory can end on a disk: in a core dump, or in an unencrypted swap.
struct MemoryExamination: Examination {
  static let name = "memory"

  let server: pid_t?

  struct Facts: Sendable {
    /// The largest core dump in bytes; `nil` where the process may not be looked at.
    var coreBytes: UInt64?
    /// How many bytes of the process are kept in memory.
    var lockedBytes: UInt64?
    var swaps: [Swap]
  }

  func facts() -> Facts {
    Facts(
      coreBytes: server.flatMap { ServingProcess.limit("Max core file size", of: $0) }, lockedBytes: server.flatMap(ServingProcess.lockedBytes),
      swaps: Swap.all())
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings: [Finding] = []
    if let bytes = facts.coreBytes, bytes > 0 {
      findings.append(fails("A crash of the server would write its memory to a file.", "Set `LimitCORE=0` for its unit, and restart it."))
    }
    let open = facts.swaps.filter { !$0.isSafe }.map(\.name)
    if !open.isEmpty, facts.lockedBytes ?? 0 == 0 {
      findings.append(
        fails(
          "Memory of the server may be written to an unencrypted swap (\(open.joined(separator: ", "))).",
          "Switch the swap off or encrypt it, or let the server lock its memory with `LimitMEMLOCK=infinity`."))
    }
    guard findings.isEmpty else { return findings }
    guard facts.coreBytes != nil else { return [unknown("Whether a crash would write the server's memory to a file cannot be seen while it does not run.")] }
    return [holds(open.isEmpty ? "No core dumps, and no unencrypted swap." : "No core dumps, and the server's memory is kept off the swap.")]
  }
}
