import Foundation

/// Which of an agent's messages it is.
struct OpenALPRKind: Decodable {
  var dataType: String

  private enum CodingKeys: String, CodingKey { case dataType = "data_type" }
}

/// A list match found by the agent's own server; the vehicle is in the group inside.
struct OpenALPRAlert: Decodable {
  var group: OpenALPRGroup
}

/// One vehicle as an agent saw it over many frames. The fields Gantry uses; versions 1 to 3 and `vehicle` messages have them alike.
struct OpenALPRGroup: Decodable {
  var dataType: String
  /// Milliseconds since 1970 UTC.
  var epochStart: Double
  var epochEnd: Double?
  var agentUID: String?
  var cameraID: Int?
  var latitude: Double?
  var longitude: Double?
  var country: String?
  var bestUUID: String?
  var bestEpoch: Double?
  var imageWidth: Double?
  var imageHeight: Double?
  var bestPlate: BestPlate?
  var bestPlateNumber: String?
  var bestConfidence: Double?
  var bestRegion: String?
  var candidates: [Candidate]?
  var vehicleCrop: Data?
  var overview: Data?
  var vehiclePath: [PathPoint]?
  var vehicle: Described?
  var isPreview: Bool?

  enum CodingKeys: String, CodingKey {
    case dataType = "data_type", epochStart = "epoch_start", epochEnd = "epoch_end", agentUID = "agent_uid", cameraID = "camera_id"
    case latitude = "gps_latitude", longitude = "gps_longitude", country, bestUUID = "best_uuid", bestEpoch = "best_uuid_epoch_ms"
    case imageWidth = "best_image_width", imageHeight = "best_image_height", bestPlate = "best_plate", bestPlateNumber = "best_plate_number"
    case bestConfidence = "best_confidence", bestRegion = "best_region", candidates, vehicleCrop = "vehicle_crop_jpeg"
    case overview = "overview_jpeg", vehiclePath = "vehicle_path", vehicle, isPreview = "is_preview"
  }

  struct BestPlate: Decodable {
    var plate: String?
    /// 0 to 100.
    var confidence: Double?
    var region: String?
    /// Corners in pixels of the best image.
    var coordinates: [Corner]?
    var crop: Data?
    var vehicleRegion: Region?
    var candidates: [Candidate]?

    enum CodingKeys: String, CodingKey {
      case plate, confidence, region, coordinates, crop = "plate_crop_jpeg", vehicleRegion = "vehicle_region", candidates
    }
  }

  struct Candidate: Decodable {
    var plate: String
    /// 0 to 100.
    var confidence: Double
  }

  struct Corner: Decodable {
    var x: Double
    var y: Double
  }

  struct Region: Decodable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  struct PathPoint: Decodable {
    var w: Double
    var h: Double
  }

  struct Described: Decodable {
    struct Guess: Decodable {
      var name: String
      /// 0 to 100.
      var confidence: Double
    }
    var color: [Guess]?
    var make: [Guess]?
    var makeModel: [Guess]?
    var bodyType: [Guess]?

    enum CodingKeys: String, CodingKey { case color, make, makeModel = "make_model", bodyType = "body_type" }
  }
}
