import Foundation
import Recognition
import Testing
import Traffic

@testable import Benchmarks

/// Answers what a test tells it to, by the picture's bytes.
private struct ToldReader: PlateReader {
  var answers: [String: [PlateRead]]

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    #expect(hint.region == nil, "the region must not be told")
    guard let plates = answers[String(decoding: jpeg, as: UTF8.self)] else { throw RecognitionError.notAPicture }
    return Reading(pixelWidth: 200, pixelHeight: 100, milliseconds: 10, plates: plates)
  }
}

@Suite struct ReadBenchmarkTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  private func list(_ text: String, pictures: [String] = ["a", "b", "c", "d"]) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in pictures { try Data(name.utf8).write(to: folder.appendingPathComponent(name)) }
    let file = folder.appendingPathComponent("list.csv")
    try Data(text.utf8).write(to: file)
    return file
  }

  private func read(_ text: String, x: Double) throws -> PlateRead {
    PlateRead(
      reader: .server, raw: text, plate: try #require(Plate(canonical: text)), confidence: 0.9, box: Box(x: x, y: 0.5, width: 0.2, height: 0.1))
  }

  @Test func figuresAreWhatTheAnswersDeserve() async throws {
    let photos = try LabelledPhoto.list(
      at: try list(
        """
        file,region,x,y,w,h,plate
        a,eu,20,50,40,10,AB100CD
        b,eu,20,50,40,10,AB1OOCD
        c,eu,20,50,40,10,AB123CD
        d,br,20,50,40,10,ABC1234
        """))
    let reader = ToldReader(answers: [
      "a": [try read("AB100CD", x: 0.1)], "b": [try read("AB100CD", x: 0.1)], "c": [try read("XX123CD", x: 0.7), try read("AB123CD", x: 0.1)], "d": [],
    ])
    let report = try await ReadBenchmark(photos: photos, reader: reader, rival: OpenALPR(program: URL(fileURLWithPath: "/nonexistent"))).run { _ in }
    let eu = try #require(report.gantry.first { $0.region == "eu" })
    #expect(eu.photos == 3 && eu.found == 1)
    #expect(eu.exact == 1 / 3.0 && eu.exactFolded == 2 / 3.0)
    #expect(report.gantry.first { $0.region == "br" }?.found == 0)
    #expect(!report.isRivalMeasured)
    #expect(report.timesFaster == ["br": 7, "eu": 2.7])
    #expect(report.table.contains("not installed"))
  }

  @Test(arguments: [
    ("", "no photograph"), ("file;region\n", "no photograph"), ("file,place\na,b\n", "should not be empty"), ("file,region,x,y,w,h,plate\n", "no photograph"), ("file,region,x,y,w,h,plate\na,eu,1,2,wide,4,AB\n", "column w"),
    ("file,region,x,y,w,h,plate\na,eu,1,2,3,4,\n", "should not be empty"),
  ])
  func badListSaysWhatWouldBeRight(text: String, reason: String) throws {
    let file = try list(text)
    let fault = #expect(throws: BenchmarkFault.self) { try LabelledPhoto.list(at: file) }
    #expect(fault?.description.contains(reason) == true, "\(String(describing: fault))")
  }

  @Test func photographThatIsNoneStopsTheRun() async throws {
    let photos = try LabelledPhoto.list(at: try list("file,region,x,y,w,h,plate\nmissing,eu,1,2,3,4,AB123\n"))
    await #expect(throws: BenchmarkFault.self) {
      _ = try await ReadBenchmark(photos: photos, reader: ToldReader(answers: [:])).run { _ in }
    }
  }
}
