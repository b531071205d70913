public import Foundation

/// All that one look at the installation found.
public struct Diagnosis: Sendable, Hashable, Codable {
  /// When the look ended.
  public var at: Date
  public var findings: [Finding]

  /// Whether nothing is wrong.
  public var isWell: Bool { failures.isEmpty }
  /// What is wrong.
  public var failures: [Finding] { findings.filter { $0.verdict == .fails } }
}
