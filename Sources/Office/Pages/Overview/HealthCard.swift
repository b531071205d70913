import Foundation

/// What the doctor found: in words for those who can mend it, and for everybody else whether all is well.
struct HealthCard: Sendable {
  var isWell: Bool
  /// `All is well`, and when that was seen.
  var stateLabel: String
  var whenLabel: String?
  var problems: [Problem]
  var hasProblems: Bool

  struct Problem: Sendable {
    var problem: String
    var remedy: String?
  }

  /// - Parameter seesFindings: whether the person is one of those who can mend it.
  init(_ diagnosis: Diagnosis?, seesFindings: Bool, now: Date) {
    isWell = diagnosis?.isWell ?? true
    let wrong = diagnosis?.failures ?? []
    stateLabel =
      switch (diagnosis, wrong.count) {
      case (nil, _): "Not checked yet"
      case (_, 0): "All is well"
      case (_, let count): seesFindings ? Wording.count(count, "thing is wrong", "things are wrong") : "Not all is well; an administrator sees why"
      }
    whenLabel = diagnosis.map { "checked \(Wording.span(now.timeIntervalSince($0.at))) ago" }
    problems = seesFindings ? wrong.map { Problem(problem: $0.says, remedy: $0.advice) } : []
    hasProblems = !problems.isEmpty
  }
}
