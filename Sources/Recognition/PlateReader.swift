public import Foundation

/// Reads the plates in a picture.
public protocol PlateReader: Sendable {
  /// - Parameters:
  ///   - jpeg: the picture as it came from the camera.
  ///   - hint: what is known before.
  /// - Throws: ``RecognitionError`` for a picture that cannot be read; `CancellationError` where the task was cancelled while it waited.
  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading
}
