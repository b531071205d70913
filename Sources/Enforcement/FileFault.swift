/// Why a CSV file was not taken. Nothing of it is imported then.
///
/// Names lines and columns and never what stands there: a line of these files is a plate and a person.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing to mend.
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// As an editor counts, from 1; `nil` where the whole file is meant.
    public var line: Int?
    /// The column's name in the header.
    public var column: String?
    /// What is wrong and what would be right.
    public var message: String

    public init(line: Int? = nil, column: String? = nil, message: String) {
      self.line = line
      self.column = column
      self.message = message
    }

    public var description: String {
      let place = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self).joined(separator: ", ")
      return place.isEmpty ? message : "\(place): \(message)"
    }
  }

  /// So many are named at once; whoever mends them will see the rest.
  public static let problemsNamed = 20

  /// The first ``problemsNamed`` of them, in the file's order; never empty.
  public var problems: [Problem]
  /// How many there are.
  public var problemCount: Int

  init(_ problems: [Problem]) {
    self.problems = Array(problems.prefix(Self.problemsNamed))
    problemCount = problems.count
  }

  init(_ problem: Problem) {
    self.init([problem])
  }

  public var message: String {
    let rest = problemCount - problems.count
    let lines = problems.map(\.description) + (rest > 0 ? ["and \(rest) more"] : [])
    return lines.joined(separator: "\n")
  }

  public var description: String { message }
}
