/// The form that asks for number and access code.
struct PortalDoorPage: Sendable {
  /// Says the same of a wrong number and of a wrong code.
  static let wrong = "No notice has this number and access code together. Both stand on the letter; the code has twelve letters and digits."
  static let tooOften = "That was tried too often. Wait a minute, then try again."

  /// What a link brought along.
  var number: String
  var problem: Layout.Note?

  init(number: String, problem: String?) {
    self.number = number
    self.problem = problem.map { Layout.Note(text: $0) }
  }
}
