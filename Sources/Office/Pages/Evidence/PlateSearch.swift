import Foundation
import Recognition
import Traffic

/// Looks for plates in originals, so that views can hide those that are not the subject's.
///
/// Each original is looked at once, however many views of it are asked for at a time, and where its plates stand is remembered without what they
/// say. An original in which they could not be looked for is looked at again when the next view is asked for: the reader may have been busy.
actor PlateSearch {
  /// The reader did not answer.
  struct Failure: Error, Sendable {
    var reason: String
  }

  /// Places of plates are remembered for this many originals, then the oldest are forgotten.
  private static let rememberedLimit = 10_000
  /// Originals that are in memory for being read at a time. Each takes some megabytes, and the reader reads one a lane anyway.
  private static let atOnce = 2

  private struct Key: Hashable {
    var sha256: String
    var plateBox: Box?
    var plates: Set<Plate>
  }

  private let reader: any PlateReader
  private var searches: [Key: Task<PlatesSeen, any Error>] = [:]
  /// Keys of searches that found something out, oldest first.
  private var finished: [Key] = []
  private let places = Recognition.WaitingLine(Array(repeating: (), count: PlateSearch.atOnce))

  init(reader: any PlateReader) { self.reader = reader }

  /// Where plates stand in a picture.
  /// - Parameter original: brings the picture's bytes; called at most once for all that ask at the same time.
  /// - Throws: ``Failure`` where the reader did not answer, and whatever `original` throws.
  func plates(in exhibit: Exhibit, original: @escaping @Sendable () async throws -> Data) async throws -> PlatesSeen {
    let key = Key(sha256: exhibit.item.sha256, plateBox: exhibit.subject.plateBox, plates: exhibit.subject.plates)
    if let search = searches[key] { return try await search.value }
    // A task of its own, so that whoever asked first may leave without taking the answer from the others.
    let search = Task { try await self.look(at: original, for: exhibit.subject) }
    searches[key] = search
    do {
      let seen = try await search.value
      remember(key)
      return seen
    } catch {
      searches[key] = nil
      throw error
    }
  }

  private func remember(_ key: Key) {
    finished.append(key)
    if finished.count > Self.rememberedLimit { searches[finished.removeFirst()] = nil }
  }

  private nonisolated func look(at original: @Sendable () async throws -> Data, for subject: RedactionSubject) async throws -> PlatesSeen {
    try await places.withElement {
      let bytes = try await original()
      do {
        return PlatesSeen(try await reader.read(bytes, hint: ReadingHint(expected: subject.plates.first)), subject: subject)
      } catch {
        throw Failure(reason: "\(error)")
      }
    }
  }
}
