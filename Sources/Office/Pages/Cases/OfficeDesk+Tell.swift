import Traffic

extension OfficeDesk {
  /// Tells every page that listens that a case was moved.
  func tell(_ changed: Case) async {
    let change = LiveEvent.CaseChange(
      id: changed.id.description, number: changed.number, kind: changed.violation.kind.rawValue, state: changed.state.rawValue,
      siteName: surroundings.siteName(changed.pass.site))
    parts.live.publish(.caseChanged(change))
    await waiting.forget()
  }
}
