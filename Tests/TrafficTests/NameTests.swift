import Foundation
import Testing
import Traffic

@Suite struct NameTests {
  @Test(arguments: ["tas-014-a", "A", "0", "a.b_c-D9", String(repeating: "x", count: 64)])
  func namesForAddressesFilesAndLogs(text: String) {
    #expect(CameraID(rawValue: text)?.description == text)
    #expect(SiteID(rawValue: text)?.rawValue == text)
  }

  @Test(arguments: ["", ".", "..", ".hidden", "a/b", "a b", "a\nb", "ä", "а", "a%2f", "a\u{0}", "<b>", String(repeating: "x", count: 65)])
  func nothingElseIsLetIn(text: String) {
    #expect(CameraID(rawValue: text) == nil)
    #expect(SiteID(rawValue: text) == nil)
    let json = try? JSONEncoder().encode([text])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([CameraID].self, from: json ?? Data()) }
  }

  @Test func areSortedByTheirText() {
    #expect(["b", "B", "a"].compactMap(CameraID.init(rawValue:)).sorted().map(\.rawValue) == ["B", "a", "b"])
  }

  @Test func identifiersAreWrittenInLowerCaseAndReadInAny() throws {
    let text = "0f8fad5b-d9cb-469f-a165-70867728950e"
    #expect(try #require(PassID(text)).description == text)
    #expect(CaseID(text.uppercased())?.description == text)
    #expect(PassID("no") == nil && CaseID("") == nil)
  }

  @Test(arguments: [(90.0, 180.0, true), (-90, -180, true), (90.1, 0, false), (0, -180.1, false), (.nan, 0, false), (0, .infinity, false)])
  func placesAreOnEarth(latitude: Double, longitude: Double, isPlace: Bool) {
    #expect((Coordinate(latitude: latitude, longitude: longitude) != nil) == isPlace)
  }
}
