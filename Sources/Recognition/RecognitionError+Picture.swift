import CVision

extension RecognitionError {
  /// Throws what a status of the picture functions means.
  static func check(_ status: picture_status) throws(RecognitionError) {
    switch status {
    case PICTURE_OK: return
    case PICTURE_NOT_JPEG: throw .notAPicture
    case PICTURE_TOO_LARGE: throw .pictureTooLarge
    case PICTURE_UNSUPPORTED: throw .unsupportedPicture
    case PICTURE_DAMAGED: throw .damagedPicture
    case PICTURE_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .badRequest("the part or size asked for lies outside the picture; it must be in it and not empty")
    }
  }
}
