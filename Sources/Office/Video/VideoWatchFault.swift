/// Why streams are watched without clips, or not at all, in words for the administrator.
enum VideoWatchFault: Error, Hashable, CustomStringConvertible {
  /// The folder for the last minute of each stream lies on a disk, or is not there.
  case notInMemory(path: String)
  /// Somebody else made the folder, or opened it to others.
  case notOurs(path: String)
  /// A camera sends more between two key frames than its room holds.
  case ringTooLarge
  /// The stored address cannot be used any more.
  case noAddress

  var description: String {
    switch self {
    case .notInMemory(let path):
      "\(path) is not a folder in memory (tmpfs), and clear video is not put on a disk; set video.memory_folder to one, such as /dev/shm"
    case .notOurs(let path): "\(path) belongs to somebody else or is open to others, and clear video is not put there; remove it"
    case .ringTooLarge:
      "the stream is too large for video.memory_per_camera; set the camera's key frame interval to a second or two, or allow more"
    case .noAddress: "no address is stored; give it with gantry camera add --stream-file"
    }
  }
}
