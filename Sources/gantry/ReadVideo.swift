import Foundation
import Glibc
import Recognition
import Traffic

/// Reads videos and streams for `gantry read`.
struct ReadVideo: Sendable {
  let reader: VideoReader
  let hint: ReadingHint
  let marks: VideoMarks?
  let evidence: ReadEvidence?

  /// All vehicles of a file. What was seen before a fault is in the answer, too.
  /// - Throws: ``CommandFailure`` where evidence cannot be written.
  func answer(for file: String) async throws -> ReadAnswer {
    let url = URL(fileURLWithPath: file)
    let name = url.deletingPathExtension().lastPathComponent
    let start = ContinuousClock.now
    var seen: [ReadAnswer.Plate] = []
    var fault: String?
    do {
      for try await sighting in reader.sightings(in: .file(url), hint: hint, marks: marks) {
        let files = try await evidence?.write(sighting, named: name) { try await ClipCutter().clip(of: url, in: $0) }
        seen.append(ReadAnswer.Plate(sighting, files: files))
      }
    } catch let error as VideoFault {
      fault = error.description
    } catch let error as RecognitionError {
      fault = error.description
    }
    let elapsed = ContinuousClock.now - start
    return ReadAnswer(file: file, milliseconds: elapsed / .milliseconds(1), plates: seen.sorted(by: ReadAnswer.Plate.isSurer), error: fault)
  }

  /// Gives each vehicle of a stream when it has left, until the command is interrupted.
  /// - Throws: ``CommandFailure`` when the stream fails.
  func follow(_ address: StreamAddress, tell: @escaping @Sendable (ReadAnswer) throws -> Void) async throws {
    let ring = evidence == nil ? nil : try ReadRing()
    defer { ring?.remove() }
    let work = Task { try await watch(address, ring: ring?.ring, tell: tell) }
    let signals = [SIGINT, SIGTERM].map { number in
      // The default would end this program and leave the clear video in memory.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer { for source in signals { source.cancel() } }
    do { try await work.value } catch is CancellationError {} catch let fault as VideoFault { throw CommandFailure(fault.description) }
  }

  private func watch(_ address: StreamAddress, ring: SegmentRing?, tell: @escaping @Sendable (ReadAnswer) throws -> Void) async throws {
    var fault: (any Error)?
    try await withThrowingDiscardingTaskGroup { group in
      do {
        for try await sighting in reader.sightings(in: .stream(address), hint: hint, marks: marks, recording: ring) {
          // A clip takes seconds to be complete; the next vehicle does not wait for it.
          group.addTask {
            let files = try await evidence?.write(sighting, named: address.host) { try await Self.clip(of: ring, in: $0) }
            try tell(ReadAnswer(file: address.description, plates: [ReadAnswer.Plate(sighting, isLive: true, files: files)]))
          }
        }
      } catch {
        // What was seen before is still told.
        fault = error
      }
    }
    if let fault { throw fault }
  }

  /// An interruption ends the waiting for the rest of the act, and not the cutting of what there is.
  private static func clip(of ring: SegmentRing?, in range: ClosedRange<Duration>) async throws -> Data {
    guard let ring else { throw VideoFault.noClip(reason: "nothing of the stream is kept") }
    do { return try await ClipCutter().clip(of: ring, in: range) } catch is CancellationError {
      return try await Task { try await ClipCutter().clip(of: ring, in: range, wait: .zero) }.value
    }
  }
}
