import Foundation
import Recognition

extension Sighting {
  /// The moment that stands for the sighting: that of the crossing, else of the frame in which the plate is read best.
  var moment: Duration { crossing?.at ?? best.offset }

  /// A moment of the video as an instant. All instants of one sighting are reckoned from the arrival of one frame near it, so that what lies between
  /// them is as the video has it, and a camera whose clock runs a little fast is not off by seconds after a day.
  func instant(of offset: Duration) -> Date {
    let known = crossing?.onLine ?? best
    return known.arrivedAt.addingTimeInterval((offset - known.offset).seconds)
  }
}
