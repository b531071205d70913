/// What can keep the virtual country from running.
public enum SimulatorError: Error, Sendable, CustomStringConvertible {
  /// A file that belongs to the program is missing or damaged.
  case resource(String)
  /// A picture could not be drawn, as when memory runs out.
  case drawing(String)
  /// ffmpeg is missing or failed; clips need it.
  case clip(String)
  /// A camera of the country has no key, so that nothing could be sent for it.
  case keyMissing(String)
  /// The camera listener answered with something else than a success.
  case refused(status: Int, camera: String)
  /// A file could not be written.
  case file(String)

  public var description: String {
    switch self {
    case .resource(let name): "The simulator's file \(name) is missing or damaged; build the package again."
    case .drawing(let what): "The picture could not be drawn: \(what)."
    case .clip(let what): "The clip could not be made: \(what). Is ffmpeg installed?"
    case .keyMissing(let camera): "Camera \(camera) has no key. Enrol every camera of the country first and hand in their keys."
    case .refused(let status, let camera): "The camera listener answered \(status) to camera \(camera). A key that is not enrolled is answered 401."
    case .file(let path): "\(path) could not be written. Is the folder there, and may it be written to?"
    }
  }
}
