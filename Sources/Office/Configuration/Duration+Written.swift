extension Duration {
  /// Reads `500ms`, `90s`, `15min`, `8h` or `30d`; at most ten years.
  /// - Returns: `nil` for anything else, zero and below included.
  init?(written text: String) {
    let units: [(suffix: String, milliseconds: Int)] = [("ms", 1), ("min", 60_000), ("s", 1000), ("h", 3_600_000), ("d", 86_400_000)]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
      let number = Int(text.dropLast(unit.suffix.count)), number > 0, number <= 3_652 * 86_400_000 / unit.milliseconds
    else { return nil }
    self = .milliseconds(number * unit.milliseconds)
  }

  /// The same as a number of seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
