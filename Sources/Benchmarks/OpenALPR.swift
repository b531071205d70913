public import Foundation
import Recognition
import Traffic

/// OpenALPR's command line, `alpr`, and what version 2.3.0 was measured to do.
public struct OpenALPR: Sendable {
  /// Its program, where one is installed.
  let program: URL?

  /// - Parameter program: the file; looked for on the `PATH` where `nil`. One that cannot be run counts as not installed.
  public init(program: URL? = nil) {
    self.program = program.map { Self.isRunnable($0) ? $0 : nil } ?? Self.onPath()
  }

  /// Version 2.3.0 on all photographs of openalpr/benchmarks (endtoend), two cores of another machine, decoding not counted in the times.
  public static let stored = [
    ReadFigures(region: "br", photos: 114, found: 0.68, exact: 0.421, exactFolded: 0.421, medianMilliseconds: 70),
    ReadFigures(region: "eu", photos: 108, found: 0.98, exact: 0.722, exactFolded: 0.889, medianMilliseconds: 27),
    ReadFigures(region: "us", photos: 222, found: 0.89, exact: 0.495, exactFolded: 0.495, medianMilliseconds: 171),
  ]

  /// Asks about one photograph.
  /// - Returns: `nil` where the program is not installed or does not know the region.
  func outcome(of photo: LabelledPhoto) throws -> ReadOutcome? {
    guard let program, ["br", "eu", "us"].contains(photo.region) else { return nil }
    let process = Process()
    let answer = Pipe()
    process.executableURL = program
    process.arguments = ["-j", "-n", "1", "-c", photo.region, photo.file.path]
    process.standardOutput = answer
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = answer.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard let results = try? JSONDecoder().decode(Answer.self, from: bytes) else {
      throw BenchmarkFault.unreadable(path: photo.file.path, reason: "alpr gave no JSON for it")
    }
    return results.outcome(of: photo)
  }

  private static func onPath() -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent("alpr") }.first(where: isRunnable)
  }

  private static func isRunnable(_ program: URL) -> Bool { FileManager.default.isExecutableFile(atPath: program.path) }

  /// The part of its JSON that is compared.
  private struct Answer: Decodable {
    struct Result: Decodable {
      struct Corner: Decodable {
        var x: Double
        var y: Double
      }
      var plate: String
      var coordinates: [Corner]

      /// Upright around the corners, in pixels.
      var box: Box {
        let across = coordinates.map(\.x)
        let down = coordinates.map(\.y)
        let x = across.min() ?? 0
        let y = down.min() ?? 0
        return Box(x: x, y: y, width: (across.max() ?? 0) - x, height: (down.max() ?? 0) - y)
      }
    }
    var results: [Result]
    var processingMilliseconds: Double

    enum CodingKeys: String, CodingKey {
      case results
      case processingMilliseconds = "processing_time_ms"
    }

    func outcome(of photo: LabelledPhoto) -> ReadOutcome {
      ReadOutcome(
        label: photo.plate, answer: results.first?.plate ?? "", isFound: results.contains { $0.box.overlap(with: photo.box) >= 0.5 },
        milliseconds: processingMilliseconds)
    }
  }
}
