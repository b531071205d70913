/// Why a witness gave no answer. Holds no address: one may carry more than the log of a server should say.
enum WitnessLineFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is left in peace for a while, because it did not answer before.
  case resting
  case late
  /// The connection failed: with which kind of error.
  case unreachable(String)
  case tooLong(limitBytes: Int)
  /// A status that has no meaning here, such as a redirect.
  case status(Int)

  var description: String {
    switch self {
    case .resting: "It did not answer before and is asked again later."
    case .late: "It did not answer in time."
    case .unreachable(let kind): "The connection to it failed (\(kind))."
    case .tooLong(let limit): "Its answer is longer than \(limit) bytes."
    case .status(let status): "It answered with status \(status)."
    }
  }
}
