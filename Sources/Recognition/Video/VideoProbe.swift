import Foundation

/// What ffprobe says of a file before it is decoded.
struct VideoProbe: Sendable {
  var width: Int
  var height: Int
  var duration: Duration?

  static let timeout: Duration = .seconds(30)

  /// - Throws: ``VideoFault`` for what is no video that can be read; `CancellationError`.
  static func of(_ file: URL, by ffmpeg: Ffmpeg) async throws -> VideoProbe {
    let beginning = try beginning(of: file)
    let child = try ChildProcess(
      ffmpeg.probe,
      [
        "-v", "error", "-protocol_whitelist", "file", "-format_whitelist", Ffmpeg.fileFormats, "-show_entries",
        "stream=codec_type,width,height,duration:stream_disposition=attached_pic:format=duration", "-of", "json", "file:" + file.path,
      ])
    let answer = try await child.answer(timeout: timeout)
    guard answer.status == 0, let report = try? JSONDecoder().decode(Report.self, from: answer.output) else {
      // ffprobe goes by the name, too, and says the same of a text that is called .mp4.
      let isUnfinished = VideoContainer(beginning: beginning) == .mp4 && answer.complaints.contains("moov atom not found")
      throw isUnfinished ? VideoFault.unfinished(path: file.path) : .notAVideo(path: file.path)
    }
    return try report.probe(path: file.path)
  }

  private static func beginning(of file: URL) throws(VideoFault) -> Data {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { throw .noSuchFile(path: file.path) }
    guard !isFolder.boolValue, let handle = try? FileHandle(forReadingFrom: file) else { throw .unreadable(path: file.path) }
    defer { try? handle.close() }
    guard let bytes = try? handle.read(upToCount: VideoContainer.beginningLength), !bytes.isEmpty else { throw .emptyFile(path: file.path) }
    return bytes
  }

  /// ffprobe's JSON, as far as it is wanted.
  private struct Report: Decodable {
    var streams: [Stream]?
    var format: Format?

    struct Stream: Decodable {
      var codec_type: String?
      var width: Int?
      var height: Int?
      var duration: String?
      var disposition: Disposition?
    }

    struct Disposition: Decodable { var attached_pic: Int? }
    struct Format: Decodable { var duration: String? }

    func probe(path: String) throws(VideoFault) -> VideoProbe {
      // The picture on a piece of music is no video.
      let pictures = (streams ?? []).filter { $0.codec_type == "video" && $0.disposition?.attached_pic != 1 }
      guard let video = pictures.first else { throw (streams ?? []).isEmpty ? .notAVideo(path: path) : .noPicture(path: path) }
      let (width, height) = (video.width ?? 0, video.height ?? 0)
      guard width <= 1 << 20, height <= 1 << 20, width * height <= VideoReader.maximumPixels else { throw .tooLarge(width: width, height: height) }
      let seconds = (video.duration ?? format?.duration).flatMap(Double.init).flatMap { (0...1e7).contains($0) ? $0 : nil }
      return VideoProbe(width: width, height: height, duration: seconds.map { .milliseconds(Int64($0 * 1000)) })
    }
  }
}
