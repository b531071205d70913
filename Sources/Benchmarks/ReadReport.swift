import Foundation

/// What `gantry bench read` found out.
public struct ReadReport: Codable, Hashable, Sendable {
  public var machine: Machine
  public var gantry: [ReadFigures]
  public var openALPR: [ReadFigures]
  /// Whether OpenALPR was asked in this run; if not, its figures are stored ones from another machine, and times say little beside each other.
  public var isRivalMeasured: Bool
  /// For each region how much longer OpenALPR takes. Above 1 Gantry is faster.
  public var timesFaster: [String: Double]

  init(gantry: [ReadFigures], openALPR: [ReadFigures], isRivalMeasured: Bool, machine: Machine = .this) {
    self.machine = machine
    self.gantry = gantry
    self.openALPR = openALPR.filter { other in gantry.contains { $0.region == other.region } }
    self.isRivalMeasured = isRivalMeasured
    timesFaster = [:]
    for other in self.openALPR {
      guard let ours = gantry.first(where: { $0.region == other.region }), ours.medianMilliseconds > 0 else { continue }
      timesFaster[other.region] = (other.medianMilliseconds / ours.medianMilliseconds * 100).rounded() / 100
    }
  }

  /// A table for a person.
  public var table: String {
    let head = "region  photos   found   exact  O = 0  median ms  times faster than OpenALPR"
    let lines = gantry.map { one in
      let ratio = timesFaster[one.region].map { "\($0)" } ?? "-"
      let shares = [one.found, one.exact, one.exactFolded].map { Self.padded("\(($0 * 1_000).rounded() / 10)", 7) }.joined()
      return one.region.padding(toLength: 6, withPad: " ", startingAt: 0) + Self.padded("\(one.photos)", 8) + shares
        + Self.padded("\((one.medianMilliseconds * 10).rounded() / 10)", 11) + "  " + ratio
    }
    let source = isRivalMeasured ? "OpenALPR was measured in this run." : "OpenALPR is not installed: its stored figures are from another machine."
    return (["\(machine.processor), \(machine.cores) cores, commit \(machine.commit)", head] + lines + [source]).joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
