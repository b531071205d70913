import Foundation
public import Recognition

/// Photographs in, plates out: how many right, and how fast, beside what people would otherwise install.
public struct ReadBenchmark: Sendable {
  /// What the figures are asked for.
  public let photos: [LabelledPhoto]
  let reader: any PlateReader
  let rival: OpenALPR

  /// - Parameters:
  ///   - reader: reads one photograph at a time, on one thread.
  ///   - rival: OpenALPR's program, asked about the same photographs in the same run; where it is not installed its stored figures stand in.
  public init(photos: [LabelledPhoto], reader: any PlateReader, rival: OpenALPR = OpenALPR()) {
    self.photos = photos
    self.reader = reader
    self.rival = rival
  }

  /// - Parameter progress: is told after each photograph how many are done.
  /// - Throws: ``BenchmarkFault`` for a photograph that cannot be read; `CancellationError`.
  public func run(progress: @Sendable (Int) -> Void) async throws -> ReadReport {
    var outcomes: [String: [ReadOutcome]] = [:]
    var theirs: [String: [ReadOutcome]] = [:]
    // The first photograph pays for what is set up once; a server has paid for it at its start.
    if let first = photos.first { _ = try await outcome(of: first) }
    for (done, photo) in photos.enumerated() {
      outcomes[photo.region, default: []].append(try await outcome(of: photo))
      if let other = try rival.outcome(of: photo) { theirs[photo.region, default: []].append(other) }
      progress(done + 1)
    }
    let ours = outcomes.keys.sorted().map { ReadFigures(region: $0, outcomes: outcomes[$0] ?? []) }
    let measured = theirs.keys.sorted().map { ReadFigures(region: $0, outcomes: theirs[$0] ?? []) }
    return ReadReport(gantry: ours, openALPR: measured.isEmpty ? OpenALPR.stored : measured, isRivalMeasured: !measured.isEmpty)
  }

  private func outcome(of photo: LabelledPhoto) async throws -> ReadOutcome {
    do {
      let jpeg = try Data(contentsOf: photo.file)
      return ReadOutcome(try await reader.read(jpeg, hint: ReadingHint(region: nil)), of: photo)
    } catch let error as RecognitionError {
      throw BenchmarkFault.unreadable(path: photo.file.path, reason: error.description)
    } catch let error as CocoaError {
      throw BenchmarkFault.unreadable(path: photo.file.path, reason: error.localizedDescription)
    }
  }
}
