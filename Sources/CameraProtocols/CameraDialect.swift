public import Foundation
public import Traffic

/// How one vendor's devices speak: what their bodies mean, and what they want to hear back.
public protocol CameraDialect: Sendable {
  /// Decodes one request body.
  /// - Parameters:
  ///   - request: what arrived.
  ///   - camera: the enrolled camera whose key came with it.
  ///   - timeZone: the site's zone, for device times that state none.
  /// - Throws: ``DecodingFault`` for anything that is not a sound message in this dialect; the caller keeps the body.
  func decode(_ request: CameraRequest, from camera: Camera, timeZone: TimeZone) throws(DecodingFault) -> DecodedRequest

  /// The answer the device understands.
  func answer(_ outcome: IntakeOutcome) -> CameraAnswer
}

extension Camera.Dialect {
  /// The decoder and answerer for cameras that speak this way.
  public var codec: any CameraDialect {
    switch self {
    // What Gantry sees in a video stream it writes down in its own dialect.
    case .gantry, .video: GantryDialect()
    case .openalpr: OpenALPRDialect()
    case .hikvision: HikvisionDialect()
    }
  }
}
