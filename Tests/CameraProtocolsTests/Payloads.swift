import CameraProtocols
import Foundation
import Traffic

/// Small bodies and the camera that sends them.
enum Payloads {
  static let tashkent = TimeZone(identifier: "Asia/Tashkent")!
  /// 2026-11-21 09:15:30 in Tashkent.
  static let received = Date(timeIntervalSince1970: 1_795_234_530)
  /// A JPEG in outline: start, an application segment, a scan, the end.
  static let jpeg = Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 4, 9, 9, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9])
  static let clip = Data([0, 0, 0, 16]) + Data("ftypisom".utf8) + Data([0, 0, 0, 0])

  static func camera(_ dialect: Camera.Dialect, deviceID: String? = nil, isMobile: Bool = false) -> Camera {
    Camera(
      id: CameraID(rawValue: "tas-014-a")!, site: SiteID(rawValue: "tas-014")!, name: "Amir Temur", dialect: dialect, deviceID: deviceID,
      coordinate: Coordinate(latitude: 41.31, longitude: 69.28)!, isMobile: isMobile, region: "UZ")
  }

  struct Part {
    var headers: [String]
    var content: Data

    init(_ name: String, _ content: Data, type: String? = nil, headers: [String] = []) {
      self.headers = ["Content-Disposition: form-data; name=\"\(name)\""] + (type.map { ["Content-Type: \($0)"] } ?? []) + headers
      self.content = content
    }
  }

  static func multipart(_ parts: [Part], boundary: String = "xyz", close: Bool = true) -> Data {
    var body = Data()
    for part in parts {
      body += Data("--\(boundary)\r\n\(part.headers.map { $0 + "\r\n" }.joined())\r\n".utf8) + part.content + Data("\r\n".utf8)
    }
    return close ? body + Data("--\(boundary)--\r\n".utf8) : body
  }

  static func decode(
    _ body: Data, type: String? = "application/json", as dialect: Camera.Dialect = .gantry, camera: Camera? = nil, receivedAt: Date = received
  ) throws(DecodingFault) -> DecodedRequest {
    try dialect.codec.decode(
      CameraRequest(contentType: type, body: body, receivedAt: receivedAt), from: camera ?? Self.camera(dialect), timeZone: tashkent)
  }

  static func capture(
    _ body: Data, type: String? = "application/json", as dialect: Camera.Dialect = .gantry, camera: Camera? = nil, receivedAt: Date = received
  ) throws -> Capture {
    guard case .captures(let captures) = try decode(body, type: type, as: dialect, camera: camera, receivedAt: receivedAt), captures.count == 1 else {
      throw Unexpected()
    }
    return captures[0]
  }

  /// The fault that a body meets, or `nil` where it is taken.
  static func fault(
    _ body: Data, type: String? = "application/json", as dialect: Camera.Dialect = .gantry, camera: Camera? = nil
  ) -> DecodingFault.Code? {
    do throws(DecodingFault) {
      _ = try decode(body, type: type, as: dialect, camera: camera)
      return nil
    } catch {
      return error.code
    }
  }

  struct Unexpected: Error {}
}
