import ArgumentParser
import Foundation
import Recognition
import Traffic

/// `gantry read`: plates in picture files, without a server.
struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the number plates in JPEG pictures.",
    discussion: """
      Prints a table, or with --json one line of JSON a file, the surest plate first:
        gantry read --region UZ --json still-1.jpg still-2.jpg
      Exits with 1 where a file could not be read.
      """)

  @Argument(help: "JPEG pictures, up to 32 MiB and 100 megapixels each.")
  var files: [String]

  @Flag(help: "Print one JSON object a file instead of a table.")
  var json = false

  @Option(help: "Country of most plates there: UZ, KZ, GB, EU, US-CA, … It decides between readings that are about as likely.")
  var region: String?

  @Option(help: "Folder with detector.onnx and reader.onnx. Default: Models in GANTRY_HOME, or above the program.")
  var models: String?

  @Option(name: .customLong("onnxruntime"), help: "ONNX Runtime's shared library. Default: GANTRY_ONNXRUNTIME, or .tools/onnxruntime beside Models.")
  var onnxRuntime: String?

  func validate() throws {
    guard let region else { return }
    let parts = region.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }) else {
      throw ValidationError("'\(region)' is no region; it should be a country of two letters, such as UZ, or with a subdivision, such as US-CA")
    }
  }

  func run() async throws {
    let recogniser = try reader()
    let hint = ReadingHint(region: region?.uppercased())
    var isEverythingRead = true
    for file in files {
      let answer = await answer(for: file, hint: hint, recogniser: recogniser)
      if answer.error != nil { isEverythingRead = false }
      print(json ? try answer.line() : answer.table())
    }
    if !isEverythingRead { throw ExitCode.failure }
  }

  private func reader() throws -> Recogniser {
    if let models, let onnxRuntime {
      return try Recogniser(models: URL(fileURLWithPath: models), onnxRuntime: URL(fileURLWithPath: onnxRuntime), lanes: 1)
    }
    let installation = try Installation.found()
    return try Recogniser(
      models: models.map { URL(fileURLWithPath: $0) } ?? installation.models,
      onnxRuntime: onnxRuntime.map { URL(fileURLWithPath: $0) } ?? installation.onnxRuntime, lanes: 1)
  }

  private func answer(for file: String, hint: ReadingHint, recogniser: Recogniser) async -> ReadAnswer {
    do {
      let picture = try Data(contentsOf: URL(fileURLWithPath: file))
      // A damaged picture that shows no plate is an error, not a picture without plates.
      _ = try Picture.verify(picture)
      return ReadAnswer(file: file, reading: try await recogniser.read(picture, hint: hint))
    } catch let error as RecognitionError {
      return ReadAnswer(file: file, error: error.description)
    } catch {
      return ReadAnswer(file: file, error: "the file cannot be opened: \(error.localizedDescription)")
    }
  }
}
