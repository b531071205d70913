import Foundation
import Office

/// What the doctor found, for people and for programs.
struct DoctorReport: Encodable {
  var at: Date
  var isWell: Bool
  var findings: [Finding]

  init(_ diagnosis: Diagnosis) {
    at = diagnosis.at
    isWell = diagnosis.isWell
    findings = diagnosis.findings
  }

  var text: String {
    let width = findings.map(\.check.count).max() ?? 0
    let lines = findings.map { finding in
      let advice = finding.advice.map { "\n\(String(repeating: " ", count: width + 9))\($0)" } ?? ""
      return "\(Self.mark(finding.verdict))  \(finding.check.padding(toLength: width, withPad: " ", startingAt: 0))  \(finding.says)\(advice)"
    }
    let wrong = findings.count { $0.verdict == .fails }
    let sum = wrong == 0 ? "All is well." : "\(wrong) \(wrong == 1 ? "thing is" : "things are") wrong."
    return (lines + [sum]).joined(separator: "\n")
  }

  private static func mark(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .holds: "ok   "
    case .fails: "WRONG"
    case .unknown: "?    "
    }
  }
}
