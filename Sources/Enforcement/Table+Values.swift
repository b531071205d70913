import Traffic

extension Table.Row {
  /// The plate of the row, in canonical form.
  func plate(problems: inout [FileFault.Problem]) -> Plate? {
    if let text = self["plate"], let plate = Plate(reading: text) { return plate }
    problems.append(
      .init(line: line, column: "plate", message: "not a plate; 1 to \(Plate.maximumLength) letters and digits, spaces and hyphens allowed"))
    return nil
  }

  /// A cell that must not be empty.
  func text(_ column: String, _ meaning: String, problems: inout [FileFault.Problem]) -> String? {
    if let text = self[column] { return text }
    problems.append(.init(line: line, column: column, message: "is empty; it says \(meaning)"))
    return nil
  }
}
