import Glibc

/// How well the whole process is kept from writing its memory anywhere.
public struct ProcessMemory: Sendable, Hashable {
  /// Something that the system did not permit.
  public struct Refusal: Sendable, Hashable, CustomStringConvertible {
    public enum Measure: String, Sendable, Hashable {
      case noSwap = "keep the memory off the swap"
      case noCoreDumps = "switch core dumps off"
      case noTracing = "refuse debuggers and readers of its memory"
    }

    public let measure: Measure
    public let errno: Int32

    public var description: String {
      let remedy =
        switch measure {
        case .noSwap: "Raise the limit of locked memory (`LimitMEMLOCK=infinity` for systemd), or switch the swap off."
        case .noCoreDumps: "Set `LimitCORE=0`."
        case .noTracing: "Set `fs.suid_dumpable=0` and `kernel.yama.ptrace_scope=2`."
        }
      return "The server could not \(measure.rawValue): \(String(cString: strerror(errno))). \(remedy)"
    }
  }

  /// Empty where everything was permitted. Each goes into the log at start: an operator must know.
  public let refusals: [Refusal]

  /// Locks the process's memory, switches core dumps off, and refuses tracing by others, as far as it is permitted. To be called once, at start.
  public static func lock() -> ProcessMemory {
    ProcessMemory(refusals: [lockPages(), limitCoreDumps(), refuseTracing()].compactMap(\.self))
  }

  /// Pages are locked as they are first touched, so that memory which is merely reserved costs nothing. Where locked memory is limited,
  /// nothing is tried: the limit would later turn every larger allocation into a crash. ``SecretBytes`` locks its own few pages then.
  private static func lockPages() -> Refusal? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0 else { return Refusal(measure: .noSwap, errno: errno) }
    guard limit.rlim_cur == .max || geteuid() == 0 else { return Refusal(measure: .noSwap, errno: EPERM) }
    let onFault: Int32 = 4
    guard mlockall(Int32(MCL_CURRENT) | Int32(MCL_FUTURE) | onFault) == 0 else { return Refusal(measure: .noSwap, errno: errno) }
    return nil
  }

  private static func limitCoreDumps() -> Refusal? {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    return setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 ? nil : Refusal(measure: .noCoreDumps, errno: errno)
  }

  /// Swift imports no C function with a variable number of arguments, so `prctl` is looked up by name; on every platform of Linux it takes
  /// its arguments where a function of five words does.
  private static func refuseTracing() -> Refusal? {
    typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    let setDumpable: Int32 = 4
    guard let symbol = dlsym(nil, "prctl") else { return Refusal(measure: .noTracing, errno: ENOSYS) }
    return unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0) == 0 ? nil : Refusal(measure: .noTracing, errno: errno)
  }
}
