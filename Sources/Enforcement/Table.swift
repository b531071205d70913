/// A CSV file with a header, read as text: a cell that looks like a formula is a text like any other.
struct Table {
  struct Row {
    /// Where the row begins, as an editor counts.
    let line: Int
    let cells: [String]
    /// Where each column stands; one dictionary shared by all rows.
    let places: [String: Int]

    /// The cell without spaces at either end; `nil` where it is empty, or the file does not have the column.
    subscript(column: String) -> String? {
      guard let place = places[column] else { return nil }
      let cell = cells[place].trimmed
      return cell.isEmpty ? nil : cell
    }
  }

  /// No field of a hotlist or registry is longer; whatever is, is a file gone wrong.
  static let longestCell = 500

  let rows: [Row]

  /// Reads a file.
  /// - Parameters:
  ///   - text: UTF-8 with or without byte order mark; cells parted by commas or, as spreadsheets of half the world write it, by semicolons.
  ///   - limits: how much is taken.
  ///   - columns: every column that may be there.
  ///   - required: those that must be.
  init(_ text: String, limits: TableLimits, columns: [String], required: Set<String>) throws(FileFault) {
    guard text.utf8.count <= limits.bytes else {
      throw FileFault(.init(message: "the file is larger than \(limits.bytes >> 20) MiB; split it"))
    }
    let records = try Self.records(in: text.withoutByteOrderMark)
    guard let first = records.first else {
      throw FileFault(.init(message: "the file is empty; its first line names the columns: \(columns.joined(separator: ","))"))
    }
    let header = try Self.header(first, columns: columns, required: required)
    let body = records.dropFirst()
    guard body.count <= limits.rows else {
      throw FileFault(.init(message: "the file has more than \(limits.rows) rows; split it"))
    }
    let problems = body.compactMap { Self.problem(in: $0, header: header) }
    guard problems.isEmpty else { throw FileFault(problems) }
    let places = Dictionary(uniqueKeysWithValues: zip(header, header.indices))
    rows = body.map { Row(line: $0.line, cells: $0.cells, places: places) }
  }

  private static func header(_ record: Record, columns: [String], required: Set<String>) throws(FileFault) -> [String] {
    let names = record.cells.map { $0.trimmed.lowercased() }
    let strangers = names.filter { !columns.contains($0) }
    let missing = columns.filter { required.contains($0) && !names.contains($0) }
    let expected = columns.joined(separator: ",")
    if !missing.isEmpty {
      let list = missing.joined(separator: ", ")
      throw FileFault(.init(line: record.line, message: "the header lacks \(list); it names these columns in any order: \(expected)"))
    }
    if !strangers.isEmpty {
      throw FileFault(.init(line: record.line, message: "the header has \(strangers.count) unknown column(s); there are \(expected)"))
    }
    guard Set(names).count == names.count else {
      throw FileFault(.init(line: record.line, message: "the header names a column twice"))
    }
    return names
  }

  private static func problem(in record: Record, header: [String]) -> FileFault.Problem? {
    guard record.cells.count == header.count else {
      return .init(line: record.line, message: "the line has \(record.cells.count) cells; the header has \(header.count)")
    }
    guard let index = record.cells.firstIndex(where: { $0.count > longestCell }) else { return nil }
    return .init(line: record.line, column: header[index], message: "the cell is longer than \(longestCell) characters")
  }
}

/// How much of a file is taken.
struct TableLimits {
  let bytes: Int
  let rows: Int
}
