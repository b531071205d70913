import SwiftCSV

extension Table {
  /// A record of the file: its cells, and the line it begins on. A quoted cell may hold line breaks, so the two are counted apart.
  struct Record {
    let line: Int
    let cells: [String]
  }

  /// Ends every text that is handed to the parser. Where it does not come back as a record of its own, a quote was opened and never closed.
  private static let endMark = "\u{4}"

  static func records(in text: String) throws(FileFault) -> [Record] {
    let reader = RecordReader()
    do {
      let csv = try EnumeratedCSV(string: text + "\n" + endMark, delimiter: delimiter(of: text), loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { reader.take($0) }
    } catch {
      throw FileFault(
        .init(line: reader.line, message: "a quote stands where none can; a quoted cell begins and ends with \", and a quote in it is written \"\""))
    }
    guard reader.records.last?.cells == [endMark] else {
      throw FileFault(.init(line: reader.records.last?.line, message: "a quoted cell is not closed"))
    }
    return reader.records.dropLast().filter { $0.cells.contains { !$0.trimmed.isEmpty } }
  }

  private static func delimiter(of text: String) -> CSVDelimiter {
    let header = text.prefix { !$0.isNewline }
    return header.contains(";") && !header.contains(",") ? .semicolon : .comma
  }
}

/// Collects records as the parser calls them out, one after the other on the caller's own thread.
private final class RecordReader {
  private(set) var records: [Table.Record] = []
  /// The line on which the next record begins.
  private(set) var line = 1

  func take(_ cells: [String]) {
    records.append(Table.Record(line: line, cells: cells))
    line += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
  }
}

extension String {
  var withoutByteOrderMark: String {
    hasPrefix("\u{FEFF}") ? String(dropFirst()) : self
  }

  /// Without white space at either end.
  var trimmed: String {
    var part = self[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}
