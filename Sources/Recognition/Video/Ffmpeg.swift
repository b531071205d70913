import Foundation

/// The programs that decode and cut (Debian's package `ffmpeg`, 5.1 or newer).
struct Ffmpeg: Sendable {
  var program: URL
  /// Lies beside it.
  var probe: URL { program.deletingLastPathComponent().appendingPathComponent("ffprobe") }

  /// Containers that a file may be in. Playlists and scripts are none: they would have ffmpeg open other files.
  static let fileFormats = "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,mjpeg,h264,hevc,m4v,dv,mxf"
  /// What a stream may be; the address itself comes in a script (`concat`).
  static let streamFormats = "concat,rtsp,mpegts,mov,matroska,webm,flv,mjpeg,mpjpeg,hls,h264,hevc"
  /// Without `file`: whatever a stream says, ffmpeg opens nothing of this machine.
  static let streamProtocols = "pipe,rtsp,rtsps,rtp,udp,tcp,tls,http,https,httpproxy,crypto"

  /// - Parameter named: where it lies; `nil` looks through `PATH`.
  static func found(_ named: URL?, environment: [String: String] = ProcessInfo.processInfo.environment) throws(VideoFault) -> Ffmpeg {
    if let named {
      guard FileManager.default.isExecutableFile(atPath: named.path) else { throw .programMissing(named.path) }
      return Ffmpeg(program: named)
    }
    for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let program = URL(fileURLWithPath: String(folder)).appendingPathComponent("ffmpeg")
      if FileManager.default.isExecutableFile(atPath: program.path) { return Ffmpeg(program: program) }
    }
    throw .programMissing("ffmpeg")
  }

  /// Starts decoding.
  func decoding(_ source: VideoSource, framesPerSecond: Double, recording: SegmentRing?) throws(VideoFault) -> ChildProcess {
    try ChildProcess(
      program, Self.common + Self.input(source) + Self.frames(framesPerSecond) + (recording.map(Self.segments) ?? []), input: Self.script(source))
  }

  static let common = ["-v", "error", "-nostdin", "-hide_banner", "-y"]

  private static func input(_ source: VideoSource) -> [String] {
    let limit = ["-max_pixels", String(VideoReader.maximumPixels)]
    switch source {
    case .file(let url): return limit + ["-protocol_whitelist", "file", "-format_whitelist", fileFormats, "-i", "file:" + url.path]
    case .stream:
      return limit + [
        "-threads", "2", "-protocol_whitelist", streamProtocols, "-format_whitelist", streamFormats, "-f", "concat", "-safe", "0", "-i", "pipe:0",
      ]
    }
  }

  /// The address of a stream goes over in a script on standard input, because arguments can be seen by everybody.
  static func script(_ source: VideoSource) -> Data {
    guard case .stream(let address) = source else { return Data() }
    // Microseconds without a byte until ffmpeg gives up by itself; over UDP, pictures would come torn.
    let options = address.scheme.hasPrefix("rtsp") ? ["rtsp_transport tcp", "timeout 8000000"] : ["rw_timeout 8000000"]
    let lines = ["ffconcat version 1.0", "file '\(address.secret)'"] + options.map { "option " + $0 }
    return Data(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// The first frame of each slot of time, with its own time in milliseconds (SMJPEG is JPEGs with a time in front).
  private static func frames(_ framesPerSecond: Double) -> [String] {
    let rate = String(format: "%.3f", framesPerSecond)
    return [
      "-map", "0:V:0", "-vf", "select='isnan(prev_t)+gt(floor(t*\(rate)),floor(prev_t*\(rate)))'", "-fps_mode", "passthrough",
      "-enc_time_base", "1:1000", "-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p", "-map_metadata", "-1",
      "-flush_packets", "1", "-f", "smjpeg", "pipe:1",
    ]
  }

  /// Each file begins at zero, as `concat` wants it when they are joined; when they really began stands in the list.
  private static func segments(_ ring: SegmentRing) -> [String] {
    let names = ring.folder.path.replacingOccurrences(of: "%", with: "%%") + "/%03d.mkv"
    return [
      "-map", "0:V:0", "-c", "copy", "-map_metadata", "-1", "-f", "segment", "-segment_format", "matroska", "-segment_time", String(ring.seconds),
      "-reset_timestamps", "1",
      "-segment_wrap", String(ring.count), "-segment_list", ring.list.path, "-segment_list_type", "csv",
      "-segment_list_size", String(ring.count - 1), names,
    ]
  }
}
