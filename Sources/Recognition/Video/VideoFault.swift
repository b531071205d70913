/// Why a video could not be read, or not to its end. No case carries anything of an address but the host, and nothing of what a picture shows.
public enum VideoFault: Error, Hashable, Sendable {
  /// ffmpeg or ffprobe is not installed; says which.
  case programMissing(String)
  /// ffmpeg could not be started; says why.
  case notStarted(reason: String)
  case noSuchFile(path: String)
  /// The file cannot be read by this user, or is a folder.
  case unreadable(path: String)
  case emptyFile(path: String)
  /// The content is in no container that is known here, whatever the file is called.
  case notAVideo(path: String)
  /// An MP4 without the table that is written when a recording is finished.
  case unfinished(path: String)
  /// Sound or subtitles only.
  case noPicture(path: String)
  case tooLarge(width: Int, height: Int)
  /// No frame of it could be decoded.
  case undecodable
  /// The file stops before its end; what came before was read.
  case cutOff(at: Duration, expected: Duration)
  /// The text is no address of a stream. It is not repeated: it may hold a password.
  case notAnAddress
  case unreachable(host: String, reason: StreamRefusal)
  /// A stream gave no frame for so long.
  case silent(seconds: Int)
  /// A stream that should go on for ever came to an end.
  case ended(after: Duration)
  /// The stop line or the lamp cannot be used; says why.
  case badMarks(String)
  /// What was asked for lies outside the video, or its coding cannot stand in an MP4.
  case noClip(reason: String)

  /// Why a stream could not be had, as far as ffmpeg tells.
  public enum StreamRefusal: String, Hashable, Sendable {
    case noSuchHost, refused, timedOut, unauthorised, notFound, notAVideo, unknown
  }
}

extension VideoFault: CustomStringConvertible {
  /// What was wrong and what would be right.
  public var description: String {
    switch self {
    case .programMissing(let name): "\(name) was not found; install the package ffmpeg, or say where it lies"
    case .notStarted(let reason): "ffmpeg could not be started: \(reason)"
    case .noSuchFile(let path): "there is no file \(path)"
    case .unreadable(let path): "\(path) cannot be read; it must be a file that this user may read"
    case .emptyFile(let path): "\(path) is empty; copy it again from the recorder"
    case .notAVideo(let path): "\(path) is no video; it should be MP4, MOV, MKV, WebM, AVI, MPEG-TS or MPEG-PS"
    case .unfinished(let path):
      "\(path) ends before its table of contents, as a recording or copy that was broken off does; copy it again from the recorder"
    case .noPicture(let path): "\(path) holds no picture, only sound or text"
    case .tooLarge(let width, let height):
      "the video has \(width) × \(height) pixels; it may have up to \(VideoReader.maximumPixels / 1_000_000) megapixels, which is 8K"
    case .undecodable: "no frame of the video could be decoded; its coding is unknown to this ffmpeg, or the data is damaged"
    case .cutOff(let at, let expected):
      "the video stops after \(Self.seconds(at)) of \(Self.seconds(expected)); what comes before was read. Copy it again from the recorder"
    case .notAnAddress:
      "this is no address of a stream; it should be like rtsp://user:password@host/path, with anything unusual percent-encoded (' is %27)"
    case .unreachable(let host, let reason): "the stream at \(host) cannot be had: \(reason.description)"
    case .silent(let seconds): "the stream gave no frame for \(seconds) seconds; is the camera on, and its key frame interval a second or two?"
    case .ended(let after): "the stream ended after \(Self.seconds(after)); the camera or something on the way closed it"
    case .badMarks(let reason): reason
    case .noClip(let reason): "no clip could be cut: \(reason)"
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let tenths = Int((duration / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) s"
  }
}

extension VideoFault.StreamRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchHost: "the host's name is unknown; check the name, or write the number"
    case .refused: "nothing listens there; check the port, and whether the camera's stream is switched on"
    case .timedOut: "no answer; check the network and whether the camera is on"
    case .unauthorised: "user or password are wrong"
    case .notFound: "the camera has no stream of that path; its manual names the right one"
    case .notAVideo: "what it sends is no video that can be read"
    case .unknown: "ffmpeg could not open it; try the address in a player on the same machine"
    }
  }
}
