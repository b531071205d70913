import Foundation
import Glibc

/// Starts a server over with an allocator that overwrites what is freed: what a camera sent must not lie about in memory once the pass is sealed.
///
/// The C library can be told so before it starts only, by its environment (`GLIBC_TUNABLES`, glibc 2.26 and later): pieces are filled when they are
/// freed, and none is kept aside as it is for the next caller. What that costs is won back in part with more sizes that are found at once (`mxfast`),
/// which are filled all the same.
enum TidyMemory {
  private static let name = "GLIBC_TUNABLES"
  private static let wanted = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=160"

  /// Returns where the allocator is tidy already, or where the program cannot be started over; then everything works but for that.
  static func ensure() {
    let current = ProcessInfo.processInfo.environment[name] ?? ""
    guard !current.contains(wanted) else { return }
    setenv(name, current.isEmpty ? wanted : "\(current):\(wanted)", 1)
    execv("/proc/self/exe", CommandLine.unsafeArgv)
  }
}
