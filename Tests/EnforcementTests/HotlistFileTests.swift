import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct HotlistFileTests {
  private let header = "plate,list,reason,source,expires\n"
  private let row = "01A123BC,stolen,theft,Police 12,2026-12-31\n"

  private func refusal(of csv: String) -> FileFault? {
    #expect(throws: FileFault.self) { try HotlistFile.parse(csv) }
  }

  @Test func aPlainFileIsRead() throws {
    let entry = HotlistEntry(
      plate: Samples.plate, list: "stolen", reason: "theft", source: "Police 12", expiresAt: Samples.instant("2027-01-01T00:00:00Z"))
    #expect(try HotlistFile.parse(header + row) == [entry])
    #expect(try HotlistFile.parse(header).isEmpty)
  }

  /// Byte order mark, line ends of Windows, no last line end, blank lines, semicolons, another order, spaces and capitals: the same list.
  @Test func theSameListInEveryDress() throws {
    let plain = try HotlistFile.parse(header + row)
    #expect(try HotlistFile.parse("\u{FEFF}" + header + row) == plain)
    #expect(try HotlistFile.parse((header + row).replacingOccurrences(of: "\n", with: "\r\n")) == plain)
    #expect(try HotlistFile.parse(String((header + row).dropLast())) == plain)
    #expect(try HotlistFile.parse(header + "\n\n" + row + "\n \n") == plain)
    #expect(try HotlistFile.parse((header + row).replacingOccurrences(of: ",", with: ";")) == plain)
    #expect(try HotlistFile.parse("Expires, Source,list,reason,PLATE\n2026-12-31,Police 12,stolen,theft,01 a 123 bc\n") == plain)
    #expect(try HotlistFile.parse(header + "\"01A123BC\",\"stolen\",\"theft\",\"Police 12\",\"2026-12-31\"") == plain)
  }

  @Test func quotedCellsHoldCommasQuotesAndLines() throws {
    let entries = try HotlistFile.parse(header + "01A123BC,stolen,\"theft, \"\"armed\"\"\nat night\",s,2026-12-31\n" + row)
    #expect(entries.map(\.reason) == ["theft, \"armed\"\nat night", "theft"])
  }

  @Test func formulasAreWords() throws {
    for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "=HYPERLINK(\"\"http://x\"\")"] {
      let entries = try HotlistFile.parse(header + "01A123BC,stolen,\"\(formula)\",s,2026-12-31")
      #expect(entries.first?.reason == formula.replacingOccurrences(of: "\"\"", with: "\""))
    }
  }

  @Test func anInstantHasItsZone() throws {
    let entries = try HotlistFile.parse(header + "01A123BC,l,r,s,2026-12-31T18:00:00+05:00\n01A123BC,l,r,s,2026-12-31T13:00:00Z")
    #expect(Set(entries.map(\.expiresAt)) == [Samples.instant("2026-12-31T13:00:00Z")])
  }

  @Test(arguments: [
    ("01A123BC,stolen,theft,Police,soon", 2, "expires"), ("01A123BC,stolen,theft,Police,2026-02-30", 2, "expires"),
    ("01A123BC,stolen,theft,Police,2026-12-31T18:00:00", 2, "expires"), ("01A123BC,stolen,theft,,2026-12-31", 2, "source"),
    ("01A123BC,stolen,  ,Police,2026-12-31", 2, "reason"), ("01A123BC,,theft,Police,2026-12-31", 2, "list"),
    ("???,stolen,theft,Police,2026-12-31", 2, "plate"), (",stolen,theft,Police,2026-12-31", 2, "plate"),
    ("01A123BC,stolen,\"a\nb\",Police,2026-12-31\nUNKNOWN,stolen,theft,Police,2026-12-31", 4, "plate"),
  ])
  func aFaultNamesLineAndColumnButNotThePlate(rows: String, line: Int, column: String) throws {
    let fault = try #require(refusal(of: header + rows))
    #expect(fault.problems.map(\.line) == [line] && fault.problems.map(\.column) == [column])
    #expect(fault.message.contains("line \(line), column \(column): "))
    #expect(!fault.message.contains("01A123BC"))
  }

  @Test func everyFaultyLineIsNamedUpToALimit() throws {
    let fault = try #require(refusal(of: header + String(repeating: "?,l,r,s,2026-12-31\n", count: 50)))
    #expect(fault.problemCount == 50 && fault.problems.count == FileFault.problemsNamed)
    #expect(fault.problems.first?.line == 2 && fault.message.hasSuffix("and 30 more"))
  }

  @Test(arguments: [
    ("", "empty"), ("plate,list,reason,source\n", "lacks expires"), ("plate,list,reason,source,expires,colour\n", "unknown column"),
    ("plate,plate,list,reason,source,expires\n", "twice"), ("plate,list,reason,source,expires\na,b\n", "2 cells"),
    ("plate,list,reason,source,expires\n\"01A123BC,b,c,d,2026-12-31\n", "not closed"),
    ("plate,list,reason,source,expires\n01A\"x\"y,b,c,d,2026-12-31\n", "quote"),
  ])
  func aFileOfAnotherShapeIsRefused(csv: String, words: String) throws {
    #expect(try #require(refusal(of: csv)).message.contains(words))
  }

  @Test func sizesAreLimited() throws {
    #expect(try #require(refusal(of: header + "01A123BC,l,\(String(repeating: "x", count: 501)),s,2026-12-31")).problems.first?.column == "reason")
    #expect(try #require(refusal(of: String(repeating: "x", count: 33 << 20))).message.contains("32 MiB"))
  }
}
