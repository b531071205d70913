/// One thing that the doctor looks at. Facts are gathered apart from what is made of them, so that every judgement can be tried on made-up facts.
protocol Examination: Sendable {
  associatedtype Facts: Sendable

  /// Names it in its findings, such as `disk`.
  static var name: String { get }

  /// Looks. Throws where that is not possible, which counts as something that is wrong.
  func facts() async throws -> Facts
  /// Makes findings of what was seen; at least one.
  func findings(_ facts: Facts) -> [Finding]
}

extension Examination {
  /// Looks and judges.
  func examine() async -> [Finding] {
    do {
      return findings(try await facts())
    } catch {
      return [.fails(Self.name, "This could not be checked: \(error)", "Mend what stands in the way, then run `gantry doctor` again.")]
    }
  }

  func holds(_ says: String, advice: String? = nil) -> Finding { .holds(Self.name, says, advice: advice) }
  func fails(_ says: String, _ advice: String) -> Finding { .fails(Self.name, says, advice) }
  func unknown(_ says: String, advice: String? = nil) -> Finding { .unknown(Self.name, says, advice: advice) }
}
