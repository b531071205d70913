import Testing

@testable import Recognition

@Suite struct PlateGrammarTests {
  private func kinds(_ text: String, in region: String) -> Set<String> {
    let text = PlateText(text)!
    return Set(PlateGrammar.all.filter { $0.region == region && $0.weight(of: text) > 0 }.map(\.kind))
  }

  @Test(arguments: [
    ("01A123BC", "UZ", "private"), ("90Z999ZA", "UZ", "private"), ("01123ABC", "UZ", "legal entity"), ("01123DAV", "UZ", "legal entity"),
    ("011234AB", "UZ", "trailer"), ("01123AB", "UZ", "motorcycle"), ("01H123456", "UZ", "foreign citizen"), ("10M123456", "UZ", "foreign company"),
    ("D012345", "UZ", "diplomatic"), ("X012345", "UZ", "diplomatic"), ("CMD12", "UZ", "head of mission"), ("T12345601", "UZ", "temporary"),
    ("01ABROR", "UZ", "personalised"),
    ("123ABC01", "KZ", "private"), ("123ABC17", "KZ", "private"), ("123ABC20", "KZ", "private"), ("123AB02", "KZ", "legal entity"),
    ("A123BCD", "KZ", "older"), ("H1234", "KZ", "foreigner"),
    ("01123ABC", "KG", "private"), ("01123AB", "KG", "legal entity"), ("B1234AB", "KG", "older"),
    ("1234AB01", "TJ", "private"), ("AB1234", "TJ", "older"), ("AB1234AG", "TM", "private"), ("AB1234AK", "TM", "private"),
    ("A123BC77", "RU", "private"), ("A123BC777", "RU", "private"), ("AB123477", "RU", "trailer"), ("AB12377", "RU", "taxi or bus"),
    ("RK755AJ", "SK", "standard"), ("B123ABC", "RO", "standard"), ("AB12ABC", "RO", "standard"), ("1234BCD", "ES", "standard"),
    ("AB123CD", "FR", "standard"), ("1AB2345", "CZ", "standard"), ("BAB1234", "DE", "standard"), ("LS15EBC", "GB", "standard"),
    ("ABC1234", "BR", "until 2018"), ("ABC1D23", "BR", "Mercosur"), ("AB123CD", "AR", "Mercosur"), ("7ABC123", "US", "standard"), ("CEMENT0", "US", "any"),
  ]) func plateFitsItsGrammar(text: String, region: String, kind: String) {
    #expect(kinds(text, in: region).contains(kind))
  }

  @Test(arguments: [
    ("01A12BC", "UZ"), ("A1A123BC", "UZ"), ("01I123BC", "UZ"), ("01A123BCD", "UZ"), ("123ABC21", "KZ"), ("123ABC30", "KZ"), ("11123ABC", "KG"),
    ("1234AB11", "TJ"), ("1234GH01", "TJ"), ("AB1234XX", "TM"), ("D123BC77", "RU"), ("1234AEI", "ES"), ("AB123CO", "FR"), ("AI12ABC", "GB"), ("ABC12D3", "BR"),
  ]) func otherTextDoesNot(text: String, region: String) {
    #expect(kinds(text, in: region).isEmpty)
  }

  @Test func unissuedRegionCodeIsSuspiciousNotImpossible() throws {
    let grammar = PlateGrammar("UZ", "private", "99A999AA", issuedStarts: ["01", "10"])
    #expect(grammar.weight(of: try #require(PlateText("01A123BC"))) == 1)
    #expect(grammar.weight(of: try #require(PlateText("11A123BC"))) == PlateGrammar.unissuedWeight)
  }

  @Test func lookAlikesAreResolvedByPlace() throws {
    let pattern = PlatePattern("99A999AA")
    #expect(pattern.fitted(try #require(PlateText("O1A1Z3BC")))?.string == "01A123BC")
    #expect(pattern.fitted(try #require(PlateText("0182S38C")))?.string == "01B253BC")
    #expect(pattern.fitted(try #require(PlateText("01A123BC")))?.string == "01A123BC")
    #expect(pattern.fitted(try #require(PlateText("01A1X3BC"))) == nil)
    #expect(pattern.fitted(try #require(PlateText("01A123B"))) == nil)
    // Uzbek plates have no I, and the 1 that it looks like is no letter.
    #expect(PlatePattern("99A999AA", alphabet: "ABCDEFGHJKLMNOPQRSTUVWXYZ").fitted(try #require(PlateText("01I123BC"))) == nil)
  }

  @Test func everyGrammarIsOfALengthThatCanBeRead() {
    #expect(PlateGrammar.all.count > 150)
    for grammar in PlateGrammar.all {
      #expect((4...BeamSearch().maximumLength).contains(grammar.pattern.places.count), "\(grammar.region) \(grammar.kind)")
      #expect(grammar.pattern.places.allSatisfy { $0 != 0 })
      #expect(grammar.weight > 0 && grammar.weight <= 1)
    }
  }
}
