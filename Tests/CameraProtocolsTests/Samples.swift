import Foundation

/// Captured and synthetic vendor payloads, which are not part of the repository. `GANTRY_SHARED` says where they are, else `../shared` beside the
/// package is looked at.
enum Samples {
  static let skipped = "needs the sample payloads: set GANTRY_SHARED to the folder that holds samples/"

  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["GANTRY_SHARED"] { return URL(filePath: path).appending(path: "samples") }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appending(path: "shared/samples")
  }

  static var areHere: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "hikvision/anpr.xml").path) }

  static func bytes(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

  /// A recorded HTTP request or answer: its content type and its body.
  static func message(_ path: String) throws -> (contentType: String, body: Data) {
    let bytes = try bytes(path)
    let end = bytes.range(of: Data("\r\n\r\n".utf8))!
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-type:") }!
    return (line.dropFirst("content-type:".count).trimmingCharacters(in: .whitespaces), Data(bytes[end.upperBound...]))
  }
}
