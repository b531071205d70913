/// Why a picture could not be used or a reader could not be made. No case carries anything of what a picture shows.
public enum RecognitionError: Error, Hashable, Sendable {
  /// The bytes are no JPEG, or their header cannot be read.
  case notAPicture
  /// More than 32 MiB or more than 40 megapixels, or a progressive picture of more than 16.
  case pictureTooLarge
  /// A JPEG in colours for print (CMYK).
  case unsupportedPicture
  /// The data is damaged or ends before the picture does.
  case damagedPicture
  /// A close-up or size that the picture cannot give; says which.
  case badRequest(String)
  case outOfMemory
  /// So many pictures wait to be read that this one would wait for seconds; how many do.
  case busy(waiting: Int)
  /// A model, the library or a folder is not where it was looked for.
  case missing(what: String, path: String)
  /// ONNX Runtime could not be loaded; says what the loader said.
  case unusableRuntime(path: String, reason: String)
  /// A model could not be opened or run, or computed something else than agreed.
  case unusableModel(name: String, reason: String)
}

extension RecognitionError: CustomStringConvertible {
  /// What was wrong and what would be right.
  public var description: String {
    switch self {
    case .notAPicture: "the data is not a JPEG picture; pictures must be baseline or progressive JPEG, eight bits a channel"
    case .pictureTooLarge:
      "the picture is too large; it may have up to 40 megapixels in up to 32 MiB, as a progressive JPEG up to 16 megapixels in 25 passes"
    case .unsupportedPicture: "the picture is in CMYK; it must be in colour (YCbCr or RGB) or grey"
    case .damagedPicture: "the picture is damaged or cut off; send it again from the original"
    case .badRequest(let what): what
    case .outOfMemory: "there was not enough memory for the picture"
    case .busy(let waiting): "\(waiting) pictures wait to be read already; send this one again in a few seconds"
    case .missing(let what, let path): "\(what) is missing: there should be one at \(path)"
    case .unusableRuntime(let path, let reason): "ONNX Runtime could not be loaded from \(path): \(reason)"
    case .unusableModel(let name, let reason): "the model \(name) cannot be used: \(reason)"
    }
  }
}
