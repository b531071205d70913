import Foundation

/// Backgrounds that were drawn before, because drawing one costs more than drawing all vehicles on it. Owned by one renderer.
///
/// Kept as JPEG of high quality, a tenth of the size: fetching one takes a few hundredths of a second, drawing it anew takes seconds.
struct BackgroundCache {
  /// JPEG quality at which nothing is lost that a still would show.
  private static let quality = 95

  private let capacity: Int
  private var kept: [(key: String, jpeg: Data)] = []

  /// - Parameter capacity: how many are kept; each of them takes two to three megabytes.
  init(capacity: Int) { self.capacity = capacity }

  /// A canvas of its own with the background under a key, made where it is not kept. The one that was not asked for longest gives way.
  mutating func canvas(for key: String, make: () throws(SimulatorError) -> Canvas) throws(SimulatorError) -> Canvas {
    if let index = kept.firstIndex(where: { $0.key == key }) {
      let entry = kept.remove(at: index)
      kept.append(entry)
      return try Canvas(jpeg: entry.jpeg)
    }
    let jpeg = try make().jpeg(quality: Self.quality)
    if kept.count >= capacity { kept.removeFirst() }
    kept.append((key, jpeg))
    // Even the first time it comes from the JPEG, so that a picture never depends on what was drawn before it.
    return try Canvas(jpeg: jpeg)
  }
}
