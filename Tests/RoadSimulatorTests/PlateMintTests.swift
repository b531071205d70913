import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite struct PlateMintTests {
  private func plates(_ count: Int) -> [PlateMint.Issued] {
    var mint = PlateMint(seed: 11)
    return (0..<count).map { _ in mint.issue(region: "01") }
  }

  @Test func uzbekPlatesHaveTheirShapesAndNoI() {
    let uzbek = plates(4_000).filter { $0.country == "UZ" }.map(\.plate.text)
    #expect(uzbek.count > 3_700)
    for text in uzbek {
      #expect(text.wholeMatch(of: /\d{2}[A-HJ-Z]\d{3}[A-HJ-Z]{2}|\d{5}[A-HJ-Z]{3}/) != nil, "\(text)")
    }
    #expect(Set(uzbek).count == uzbek.count)
  }

  @Test func lettersFollowWhatWasPhotographed() {
    let endings = plates(4_000).filter { $0.country == "UZ" }.map(\.plate.text).filter { $0.wholeMatch(of: /\d{2}[A-Z]\d{3}[A-Z]{2}/) != nil }.compactMap(\.last)
    let share = Double(endings.filter { $0 == "A" }.count) / Double(endings.count)
    #expect((0.81...0.89).contains(share))
    #expect(Set(endings).isSubset(of: ["A", "B", "C"]))
  }

  @Test func regionsAreThoseInUse() {
    let regions = Set(plates(2_000).filter { $0.country == "UZ" }.map { String($0.plate.text.prefix(2)) })
    #expect(regions.isSubset(of: ["01", "10", "20", "25", "30", "40", "50", "60", "70", "75", "80", "85", "90", "95"]))
  }

  @Test func neighboursHaveTheirOwnShapes() {
    for issued in plates(6_000) where issued.country != "UZ" {
      let text = issued.plate.text
      let fits = switch issued.country {
      case "KZ": text.wholeMatch(of: /\d{3}[A-Z]{3}(0|1)\d/) != nil
      case "KG": text.wholeMatch(of: /0\dKG\d{3}[A-Z]{3}/) != nil
      case "TJ": text.wholeMatch(of: /\d{4}[ABEKMHOPCTYX]{2}0\d/) != nil
      default: text.wholeMatch(of: /[ABEKMHOPCTYX]\d{3}[ABEKMHOPCTYX]{2}\d{2,3}/) != nil
      }
      #expect(fits, "\(issued.country) \(text)")
    }
  }
}
