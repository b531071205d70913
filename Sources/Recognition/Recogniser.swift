public import Foundation

/// Gantry's own plate reader: finds plates, straightens them, reads them and weighs the texts against the grammars of the countries.
///
/// It reads as many pictures at a time as it has lanes; further callers wait in order. Each lane computes on one thread and keeps the memory of
/// the largest picture it has read, 40 MB at most.
public final class Recogniser: PlateReader {
  /// How many callers may wait for each lane. A picture takes some tens of milliseconds, so that the last one waits for seconds; each keeps
  /// its picture in memory while it waits, and one that gets an answer at once can put it aside or slow down whoever sends.
  public static let mostWaitingPerLane = 64

  private let lanes: WaitingLine<ReadingLane>

  /// - Parameters:
  ///   - models: a folder with `detector.onnx` and `reader.onnx`.
  ///   - onnxRuntime: ONNX Runtime's shared library, version 1.12 or newer.
  ///   - lanes: how many pictures are read at a time, 1 to 64.
  /// - Throws: ``RecognitionError`` where one of them is missing or cannot be used.
  public init(models: URL, onnxRuntime: URL, lanes: Int) throws(RecognitionError) {
    let library = try OnnxLibrary(file: onnxRuntime)
    var opened: [ReadingLane] = []
    for number in 1...min(max(1, lanes), 64) {
      opened.append(try ReadingLane(number: number, library: library, models: models))
    }
    self.lanes = WaitingLine(opened, mostWaiting: Self.mostWaitingPerLane * opened.count)
  }

  /// How many pictures wait for a lane.
  public var waitingCount: Int { lanes.count }

  /// - Throws: ``RecognitionError``, among them ``RecognitionError/busy(waiting:)`` where ``mostWaitingPerLane`` callers a lane wait already;
  ///   `CancellationError` where the task was cancelled before its turn. A picture that has begun is finished.
  public func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    try await lanes.withElement { try await $0.read(jpeg, hint: hint) }
  }
}
