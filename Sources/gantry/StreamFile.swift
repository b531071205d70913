import Foundation
import Recognition

/// Where a stream's address is read from: a file, or standard input for `-`.
struct StreamFile {
  /// An address has a few hundred characters; whatever is longer is another file.
  private static let longestBytes = 4096

  var path: String

  /// The address, checked.
  /// - Throws: ``CommandFailure`` for what cannot be read or is no address. It never repeats what it read: there is a password in it.
  func address() throws -> String {
    let text = String(decoding: try bytes(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw CommandFailure("\(name) is empty; one line such as rtsp://user:password@camera.example/stream belongs there") }
    do {
      _ = try StreamAddress(text)
    } catch {
      throw CommandFailure("\(name) holds no address of a stream: \(error)")
    }
    return text
  }

  private var name: String { path == "-" ? "standard input" : path }

  private func bytes() throws -> Data {
    let found: Data?
    if path == "-" {
      found = try FileHandle.standardInput.read(upToCount: Self.longestBytes + 1)
    } else {
      do {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        found = try file.read(upToCount: Self.longestBytes + 1)
      } catch {
        throw CommandFailure("\(path) cannot be read: \(error.localizedDescription)")
      }
    }
    let bytes = found ?? Data()
    guard bytes.count <= Self.longestBytes else {
      throw CommandFailure("\(name) is longer than an address; one line such as rtsp://user:password@camera.example/stream belongs there")
    }
    return bytes
  }
}
