import ArgumentParser
import Foundation
import Recognition
import Traffic

/// `gantry read`: plates in pictures, videos and live streams, without a server.
struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the number plates in pictures, videos and live streams.",
    discussion: """
      Prints a table, or with --json one line of JSON a file, the surest plate first:
        gantry read --region UZ --json still-1.jpg still-2.jpg
      A video gives one plate a vehicle, voted over all frames that show it:
        gantry read --region UZ clip.mp4
      With a stop line and a red lamp drawn on its picture, it tells who crossed on red, and --clips keeps a clip and three stills of each:
        gantry read --stop-line 0.2,0.6,0.8,0.62 --red-lamp 0.85,0.1,0.02,0.03 --clips found clip.mp4
      A stream is read until Ctrl-C and gives a line a vehicle, when it has left. An address with a password comes from a file, because
      everybody on the machine can see a command's arguments:
        gantry read --stream-file camera-7.txt
      Exits with 1 where a file could not be read, or not to its end.
      """)

  @Argument(help: "JPEG pictures, up to 32 MiB each; videos (MP4, MOV, MKV, WebM, AVI, MPEG-TS), up to 8K; or one rtsp or http address.")
  var files: [String] = []

  @Option(help: "File with the address of a live stream, such as rtsp://user:password@host/path; - reads it from standard input.")
  var streamFile: String?

  @Flag(help: "Print JSON instead of a table: one object a file, or a vehicle of a stream.")
  var json = false

  @Option(help: "Country of most plates there: UZ, KZ, GB, EU, US-CA, … It decides between readings that are about as likely.")
  var region: String?

  @OptionGroup var marks: VideoMarksOptions

  @Option(help: ArgumentHelp("Folder for a clip and three stills of each crossing on red. Files in it are never replaced.", valueName: "dir"))
  var clips: String?

  @Option(help: "Folder with detector.onnx and reader.onnx. Default: Models in GANTRY_HOME, or above the program.")
  var models: String?

  @Option(name: .customLong("onnxruntime"), help: "ONNX Runtime's shared library. Default: GANTRY_ONNXRUNTIME, or .tools/onnxruntime beside Models.")
  var onnxRuntime: String?

  func validate() throws {
    guard !files.isEmpty || streamFile != nil else { throw ValidationError("Name at least one picture, video or stream.") }
    let streams = files.filter { $0.contains("://") }
    guard streams.isEmpty || files.count == 1, streams.isEmpty || streamFile == nil, streamFile == nil || files.isEmpty else {
      throw ValidationError("A stream goes on for ever, so it is read alone; run the command once a stream.")
    }
    if let stream = streams.first, try address(stream).holdsCredentials {
      throw ValidationError(
        "The address holds a password, and everybody on this machine can see it there. Write the address to a file and give --stream-file FILE.")
    }
    if clips != nil, try marks.marks == nil { throw ValidationError("--clips keeps who crossed on red; give --stop-line and --red-lamp too.") }
    if let region { try checkRegion(region) }
  }

  func run() async throws {
    let recogniser = try reader()
    let hint = ReadingHint(region: region?.uppercased())
    let evidence = try clips.map { try ReadEvidence(folder: URL(fileURLWithPath: $0)) }
    let videos = ReadVideo(reader: VideoReader(reader: recogniser), hint: hint, marks: try marks.marks, evidence: evidence)
    if let stream = try streamFile.map({ try StreamFile(path: $0).address() }) ?? files.first(where: { $0.contains("://") }) {
      return try await videos.follow(try address(stream)) { print(try text(of: $0)) }
    }
    var isEverythingRead = true
    for file in files {
      let answer = try await isVideo(file) ? videos.answer(for: file) : answer(for: file, hint: hint, recogniser: recogniser)
      if answer.error != nil { isEverythingRead = false }
      print(try text(of: answer))
    }
    if !isEverythingRead { throw ExitCode.failure }
  }

  private func text(of answer: ReadAnswer) throws -> String { json ? try answer.line() : answer.table() }

  private func address(_ text: String) throws -> StreamAddress {
    do { return try StreamAddress(text) } catch { throw ValidationError(error.description) }
  }

  private func checkRegion(_ region: String) throws {
    let parts = region.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    guard (1...2).contains(parts.count), parts[0].count == 2, isPlain else {
      throw ValidationError("'\(region)' is no region; it should be a country of two letters, such as UZ, or with a subdivision, such as US-CA")
    }
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

  private static let videoNames: Set<String> = ["mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "m2ts", "mpg", "mpeg", "flv", "wmv"]

  /// What begins like a video is one, whatever its name; what is called one and is none gets an answer that speaks of videos.
  private func isVideo(_ file: String) -> Bool {
    let url = URL(fileURLWithPath: file)
    let beginning = (try? FileHandle(forReadingFrom: url)).flatMap { try? $0.read(upToCount: VideoContainer.beginningLength) } ?? Data()
    if VideoContainer(beginning: beginning) != nil { return true }
    let isPicture = beginning.starts(with: [0xFF, 0xD8])
    return !isPicture && Self.videoNames.contains(url.pathExtension.lowercased())
  }

  private func answer(for file: String, hint: ReadingHint, recogniser: Recogniser) async -> ReadAnswer {
    do {
      let picture = try Data(contentsOf: URL(fileURLWithPath: file))
      let reading = try await recogniser.read(picture, hint: hint)
      // A damaged picture that shows no plate is an error, not a picture without plates.
      if reading.plates.isEmpty { _ = try Picture.verify(picture) }
      return ReadAnswer(file: file, reading: reading)
    } catch let error as RecognitionError {
      return ReadAnswer(file: file, error: error.description)
    } catch {
      return ReadAnswer(file: file, error: "the file cannot be opened: \(error.localizedDescription)")
    }
  }
}
