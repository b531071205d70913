import Foundation

/// Writes a `multipart/form-data` body (RFC 7578).
struct MultipartWriter: Sendable {
  let boundary: String
  private(set) var body = Data()

  init(boundary: String) { self.boundary = boundary }

  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  mutating func add(name: String, fileName: String? = nil, contentType: String, _ bytes: Data) {
    let file = fileName.map { "; filename=\"\($0)\"" } ?? ""
    let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\nContent-Type: \(contentType)\r\nContent-Length: \(bytes.count)\r\n\r\n"
    body.append(Data(head.utf8))
    body.append(bytes)
    body.append(Data("\r\n".utf8))
  }

  /// The whole body with its end.
  func finished() -> Data { body + Data("--\(boundary)--\r\n".utf8) }
}
