import HTTPTypes

/// What a stranger gets who knocks at every door of every listener: nothing, but where a door is meant to be open.
struct StrangerExamination: Examination {
  static let name = "strangers"
  static let headerCheck = "security-headers"
  private static let mostTold = 8
  private static let tooMany = 429
  /// What an answer to somebody's browser has to say, and what must stand in it.
  private static let headers = [
    ("content-security-policy", "default-src 'none'"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"), ("cache-control", ""),
  ]

  let doors: [Door]
  let knocking: any Knocking
  /// Whether the office is served under `https`, and browsers have to be told to come by it only.
  let isEncrypted: Bool
  /// Listeners that let nobody in who comes from this machine.
  var closedHere: [ListenerName] = []

  struct Facts: Sendable {
    var knocks: [Knock]
    /// Listeners that do not answer at all.
    var silent: [ListenerName]
  }

  func facts() async throws -> Facts {
    var facts = Facts(knocks: [], silent: [])
    for listener in ListenerName.allCases where !closedHere.contains(listener) {
      guard await knocking.knock(at: listener, .get, "/") != nil else {
        facts.silent.append(listener)
        continue
      }
      // Also at the doors of the others: none of them may be here.
      for door in doors {
        let answer = await knocking.knock(at: listener, door.method, door.knockPath)
        facts.knocks.append(Knock(door: door, listener: listener, answer: answer))
      }
    }
    return facts
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings = facts.silent.map { listener in
      fails("Nothing answers at the listener `\(listener.rawValue)`.", "Start the server (`gantry serve`), or see why it does not answer there.")
    }
    findings += told(facts.knocks.compactMap(leak))
    findings += closedHere.map { unknown("The listener `\($0.rawValue)` lets nobody in who comes from this machine, so its doors were not tried.") }
    if findings.isEmpty { findings.append(holds("\(facts.knocks.count) knocks at all doors of all listeners showed a stranger nothing that is not public.")) }
    return findings + headerFindings(facts.knocks)
  }

  /// What is wrong with an answer; `nil` where a stranger learned nothing.
  private func leak(_ knock: Knock) -> String? {
    let what = "\(knock.door.method.rawValue) \(knock.door.path) at `\(knock.listener.rawValue)`"
    guard let answer = knock.answer else { return "\(what) got no answer" }
    // Two listeners may have doors of one name, such as `/`.
    let own = doors.first { $0.listener == knock.listener && $0.method == knock.door.method && $0.knockPath == knock.door.knockPath }
    switch answer.status {
    case 200..<300:
      if let own { return own.isOpen ? nil : "\(what) shows a stranger something" }
      return "\(what) is served, and belongs to the listener `\(knock.door.listener.rawValue)`"
    case 300..<400: return own == nil ? "\(what) is known there, and belongs to the listener `\(knock.door.listener.rawValue)`" : nil
    case 500...: return "\(what) was answered with \(answer.status)"
    default: return nil
    }
  }

  private func told(_ leaks: [String]) -> [Finding] {
    let advice = "Stop the server until it is known why; this is a fault of the program or of what stands before it. Tell its makers."
    let shown = leaks.prefix(Self.mostTold).map { fails("\($0).", advice) }
    return leaks.count > Self.mostTold ? shown + [fails("\(leaks.count - Self.mostTold) more doors are open.", advice)] : shown
  }

  private func headerFindings(_ knocks: [Knock]) -> [Finding] {
    var missing: [String: String] = [:]
    let wanted = Self.headers + (isEncrypted ? [("strict-transport-security", "max-age=")] : [])
    for knock in knocks where knock.listener != .cameras {
      guard let answer = knock.answer, answer.status != Self.tooMany else { continue }
      for (name, part) in wanted where answer.headers[name]?.contains(part) != true && missing[name] == nil {
        missing[name] = "\(knock.door.method.rawValue) \(knock.door.path) at `\(knock.listener.rawValue)`"
      }
    }
    guard !missing.isEmpty else {
      return knocks.isEmpty ? [] : [.holds(Self.headerCheck, "Every answer carries the headers that protect whoever reads it.")]
    }
    return missing.sorted { $0.key < $1.key }.map { name, place in
      .fails(Self.headerCheck, "\(place) was answered without the right `\(name)`.", "See what stands before the server and takes it away; otherwise tell Gantry's makers.")
    }
  }
}
