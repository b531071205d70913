import Foundation
import Testing
import Traffic

@testable import Recognition

/// What the tests with real nets need: the models, ONNX Runtime, and for some the photos.
private enum Parts {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let installation: Installation? = {
    let found = try? Installation.found(environment: ProcessInfo.processInfo.environment.merging(["GANTRY_HOME": root.path]) { mine, _ in mine })
    return found.flatMap { FileManager.default.fileExists(atPath: $0.models.appendingPathComponent("reader.onnx").path) ? $0 : nil }
  }()

  static let plates: URL? = {
    let named = ProcessInfo.processInfo.environment["GANTRY_SHARED"].map { URL(fileURLWithPath: $0) }
    let plates = (named ?? root.deletingLastPathComponent().appendingPathComponent("shared")).appendingPathComponent("plates")
    return FileManager.default.fileExists(atPath: plates.appendingPathComponent("photos-dev.csv").path) ? plates : nil
  }()

  static func recogniser(lanes: Int) throws -> Recogniser {
    let installation = try #require(Parts.installation)
    return try Recogniser(models: installation.models, onnxRuntime: installation.onnxRuntime, lanes: lanes)
  }
}

@Suite(.enabled(if: Parts.installation != nil, "needs Models/*.onnx and ONNX Runtime in .tools/onnxruntime"), .timeLimit(.minutes(10)))
struct RecogniserTests {
  @Test func unusablePicturesAreTypedErrors() async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    await #expect(throws: RecognitionError.notAPicture) { try await recogniser.read(Data("no picture".utf8), hint: ReadingHint()) }
    await #expect(throws: RecognitionError.pictureTooLarge) { try await recogniser.read(SamplePicture.claiming(width: 65_000, height: 9_000), hint: ReadingHint()) }
    await #expect(throws: RecognitionError.unsupportedPicture) { try await recogniser.read(SamplePicture.cmyk, hint: ReadingHint()) }
  }

  @Test func damagedPicturesAreReadAsFarAsTheyGo() async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    let reading = try await recogniser.read(SamplePicture.baseline.prefix(900), hint: ReadingHint(region: "UZ"))
    #expect(reading.pixelWidth == 96 && reading.pixelHeight == 64)
    for (width, height) in [(1, 64), (96, 1), (3, 3)] {
      _ = try? await recogniser.read(SamplePicture.claiming(width: width, height: height), hint: ReadingHint())
    }
  }

  @Test func picturesAtATimeGiveWhatPicturesInTurnGive() async throws {
    let recogniser = try Parts.recogniser(lanes: 3)
    let alone = try await recogniser.read(SamplePicture.baseline, hint: ReadingHint()).plates
    try await withThrowingTaskGroup(of: [PlateRead].self) { group in
      for _ in 0..<12 { group.addTask { try await recogniser.read(SamplePicture.baseline, hint: ReadingHint()).plates } }
      for try await plates in group { #expect(plates == alone) }
    }
    #expect(recogniser.waitingCount == 0)
  }

  @Test func cancelledCallersLeaveTheLineAtOnce() async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    let still = PlateDrawing.plate(["01A123BC"], width: 600, height: 130, in: PixelSize(width: 3840, height: 2160)).jpeg
    let first = Task { try await recogniser.read(still, hint: ReadingHint()) }
    let waiting = (0..<30).map { _ in Task { try await recogniser.read(still, hint: ReadingHint()) } }
    while recogniser.waitingCount < 6 { await Task.yield() }
    for task in waiting { task.cancel() }
    // The one that has come to the lane is finished; no other one is read.
    var cancelled = 0
    for task in waiting + [first] {
      do { _ = try await task.value } catch is CancellationError { cancelled += 1 }
    }
    #expect(cancelled >= 5)
    #expect(recogniser.waitingCount == 0)
  }

  @Test func moreCallersThanMayWaitAreTurnedAway() async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    let still = PlateDrawing(size: PixelSize(width: 3840, height: 2160)).jpeg()
    let refusal = await withTaskGroup(of: RecognitionError?.self) { group in
      for _ in 0..<(4 * Recogniser.mostWaitingPerLane) {
        group.addTask {
          do { _ = try await recogniser.read(still, hint: ReadingHint()) } catch { return error as? RecognitionError }
          return nil
        }
      }
      // The first refusal is enough; whoever still waits leaves.
      let first = await group.first { $0 != nil }
      group.cancelAll()
      return first ?? nil
    }
    #expect(refusal == .busy(waiting: Recogniser.mostWaitingPerLane))
    #expect(recogniser.waitingCount == 0)
  }

  @Test(arguments: [
    (["AB12", "CD345"], 110.0, 70.0), (["12", "A345BC"], 120, 80), (["ABC", "1234"], 90, 70), (["01A123BC"], 208, 44), (["ABC1234"], 130, 65),
  ]) func platesOfOneRowAndOfTwoAreRead(rows: [String], width: Double, height: Double) async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    let drawn = PlateDrawing.plate(rows, width: width, height: height, in: PixelSize(width: 640, height: 480))
    let reading = try await recogniser.read(drawn.jpeg, hint: ReadingHint())
    #expect(reading.plates.map(\.plate.text) == [rows.joined()])
    let box = try #require(reading.plates.first?.box)
    #expect(box.overlap(with: drawn.corners.box(in: PixelSize(width: 640, height: 480))) > 0.5)
  }

  /// Without a plate there is nothing to be read, whatever the detector takes for one.
  @Test func frameWithoutATextIsNoPlate() async throws {
    let recogniser = try Parts.recogniser(lanes: 1)
    for (width, height) in [(208.0, 44.0), (110, 70)] {
      let blank = PlateDrawing.plate([""], width: width, height: height, in: PixelSize(width: 640, height: 480))
      #expect(try await recogniser.read(blank.jpeg, hint: ReadingHint()).plates.isEmpty)
    }
  }

  @Test func modelsOfAnotherShapeAreRefusedAtTheStart() throws {
    let installation = try #require(Parts.installation)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gantry-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (detector, reader) = (folder.appendingPathComponent("detector.onnx"), folder.appendingPathComponent("reader.onnx"))
    try FileManager.default.copyItem(at: installation.models.appendingPathComponent("reader.onnx"), to: detector)
    try FileManager.default.copyItem(at: installation.models.appendingPathComponent("reader.onnx"), to: reader)
    let wrongDetector = #expect(throws: RecognitionError.self) { try Recogniser(models: folder, onnxRuntime: installation.onnxRuntime, lanes: 1) }
    #expect(wrongDetector?.description.contains("detector.onnx cannot be used: it should take one grey plane") == true)
    try FileManager.default.removeItem(at: detector)
    try FileManager.default.removeItem(at: reader)
    try FileManager.default.copyItem(at: installation.models.appendingPathComponent("detector.onnx"), to: detector)
    try FileManager.default.copyItem(at: installation.models.appendingPathComponent("detector.onnx"), to: reader)
    let wrongReader = #expect(throws: RecognitionError.self) { try Recogniser(models: folder, onnxRuntime: installation.onnxRuntime, lanes: 1) }
    #expect(wrongReader?.description.contains("reader.onnx cannot be used: it should take straightened crops") == true)
  }

  @Test func missingPartsAreNamed() throws {
    let installation = try #require(Parts.installation)
    let nowhere = URL(fileURLWithPath: "/nonexistent")
    #expect(throws: RecognitionError.missing(what: "ONNX Runtime", path: "/nonexistent")) {
      try Recogniser(models: installation.models, onnxRuntime: nowhere, lanes: 1)
    }
    #expect(throws: RecognitionError.missing(what: "a model", path: "/nonexistent/detector.onnx")) {
      try Recogniser(models: nowhere, onnxRuntime: installation.onnxRuntime, lanes: 1)
    }
    let noLibrary = #expect(throws: RecognitionError.self) {
      try Recogniser(models: installation.models, onnxRuntime: installation.models.appendingPathComponent("reader.onnx"), lanes: 1)
    }
    guard case .unusableRuntime = noLibrary else { throw try #require(noLibrary) }
  }

  @Test func fileThatIsNoModelIsNamed() throws {
    let installation = try #require(Parts.installation)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gantry-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("no model".utf8).write(to: folder.appendingPathComponent("detector.onnx"))
    let error = #expect(throws: RecognitionError.self) { try Recogniser(models: folder, onnxRuntime: installation.onnxRuntime, lanes: 1) }
    #expect(error?.description.contains("detector.onnx") == true)
  }

  @Test(.enabled(if: Parts.plates != nil, "needs plates/photos-dev in GANTRY_SHARED or beside the package"))
  func realPhotosAreReadAsWellAsPromised() async throws {
    let plates = try #require(Parts.plates)
    let recogniser = try Parts.recogniser(lanes: 2)
    let lines = try String(contentsOf: plates.appendingPathComponent("photos-dev.csv"), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    var exact: [String: Int] = [:]
    var all: [String: Int] = [:]
    // Every sixth photo keeps this short; the whole measurement is in Documentation/recognition.md.
    for line in lines.enumerated().filter({ $0.offset.isMultiple(of: 6) }).map(\.element) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let hint = ReadingHint(region: fields[1].uppercased())
      let reading = try await recogniser.read(Data(contentsOf: plates.appendingPathComponent(fields[0])), hint: hint)
      all[fields[1], default: 0] += 1
      // The labels of eu write O where the Slovak grammar has a digit.
      func folded(_ text: String) -> String { text.uppercased().replacingOccurrences(of: "O", with: "0") }
      if reading.plates.first.map({ folded($0.plate.text) }) == folded(fields[6]) { exact[fields[1], default: 0] += 1 }
    }
    for (region, least) in ["br": 0.8, "eu": 0.8, "us": 0.65] {
      let share = Double(exact[region] ?? 0) / Double(try #require(all[region]))
      #expect(share >= least, "\(region): \(exact[region] ?? 0) of \(all[region] ?? 0) plates exactly right")
    }
  }
}
