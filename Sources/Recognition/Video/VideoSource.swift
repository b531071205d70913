public import Foundation

/// Where a video comes from.
public enum VideoSource: Hashable, Sendable {
  /// A recording, read as fast as it can be, every wanted frame of it.
  case file(URL)
  /// A camera's live picture, read as it comes; where reading is too slow, old frames are left out.
  case stream(StreamAddress)

  var isLive: Bool {
    switch self {
    case .file: false
    case .stream: true
    }
  }
}
