import ArgumentParser
import Benchmarks
import Foundation
import Recognition

/// `gantry bench read`
struct BenchReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Read labelled photographs and compare with their labels and with OpenALPR.",
    discussion: """
      One thread, decoding included, region not told. Where the program `alpr` is installed it is asked about the same photographs in the
      same run; else its stored figures stand beside. A list is CSV: file,region,x,y,w,h,plate, files relative to it.
        gantry bench read --labels photos.csv --json
      """)

  @Option(help: "List of the photographs.")
  var labels: String

  @Flag(help: "Print one JSON object after the table.")
  var json = false

  @Option(help: "Folder with detector.onnx and reader.onnx. Default: Models in GANTRY_HOME, or above the program.")
  var models: String?

  func run() async throws {
    let installation = try Installation.found()
    let folder = models.map { URL(fileURLWithPath: $0) } ?? installation.models
    let reader = try Recogniser(models: folder, onnxRuntime: installation.onnxRuntime, lanes: 1)
    let photos = try LabelledPhoto.list(at: URL(fileURLWithPath: labels))
    let report = try await ReadBenchmark(photos: photos, reader: reader).run { done in
      if done % 50 == 0 || done == photos.count { BenchProgress.tell("\(done) of \(photos.count) photographs") }
    }
    print(report.table)
    if json { print(try report.line()) }
  }
}
