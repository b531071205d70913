import Traffic

extension GantryCapture {
  /// Reads the object as it stands on the wire.
  init(_ json: inout JSONReader) throws(JSONFault) {
    var device: String?
    var time: String?
    self.init()
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "device": device = try json.text()
      case "time": time = try json.text()
      case "event": event = try json.optional { (json) throws(JSONFault) in try Event(&json) }
      case "plate": plate = try json.optional { (json) throws(JSONFault) in try PlateReading(&json) }
      case "vehicle": vehicle = try json.optional { (json) throws(JSONFault) in try Described(&json) }
      case "position": position = try json.optional { (json) throws(JSONFault) in try Position(&json) }
      case "signal": signal = try json.optional { (json) throws(JSONFault) in try Signal(&json) }
      case "violations": violations = try json.optionalList { (json) throws(JSONFault) in try Declared(&json) }
      case "pictures": pictures = try json.optionalList { (json) throws(JSONFault) in try Picture(&json) }
      default: try readPlain(field, &json)
      }
    }
    self.device = try device.orMissing("device")
    self.time = try time.orMissing("time")
  }

  private mutating func readPlain(_ field: String, _ json: inout JSONReader) throws(JSONFault) {
    switch field {
    case "id": id = try json.optionalText()
    case "lane": lane = try json.optionalWholeNumber()
    case "direction": direction = try json.optionalText()
    case "headingDegrees": headingDegrees = try json.optionalNumber()
    case "speedKmh": speedKmh = try json.optionalNumber()
    case "stopLineCrossedAt": stopLineCrossedAt = try json.optionalText()
    case "violation": violation = try json.optionalText()
    case "clockErrorBoundMilliseconds": clockErrorBoundMilliseconds = try json.optionalWholeNumber()
    default: try json.skip()
    }
  }
}

extension GantryCapture.Event {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    guard let event = Self(rawValue: try json.text()) else { throw .value("`capture` or `heartbeat`") }
    self = event
  }
}

extension GantryCapture.PlateReading {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var text: String?
    self.init(text: "")
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "text": text = try json.text()
      case "confidence": confidence = try json.optionalNumber()
      case "region": region = try json.optionalText()
      case "candidates": candidates = try json.optionalList { (json) throws(JSONFault) in try Candidate(&json) }
      case "box": box = try json.optional { (json) throws(JSONFault) in try Box(&json) }
      default: try json.skip()
      }
    }
    self.text = try text.orMissing("text")
  }
}

extension GantryCapture.PlateReading.Candidate {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var text: String?
    var confidence: Double?
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "text": text = try json.text()
      case "confidence": confidence = try json.number()
      default: try json.skip()
      }
    }
    self.init(text: try text.orMissing("text"), confidence: try confidence.orMissing("confidence"))
  }
}

extension GantryCapture.Described {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    self.init()
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "kind": kind = try json.optionalText()
      case "make": make = try json.optionalText()
      case "model": model = try json.optionalText()
      case "colour": colour = try json.optionalText()
      case "box": box = try json.optional { (json) throws(JSONFault) in try Box(&json) }
      default: try json.skip()
      }
    }
  }
}

extension GantryCapture.Position {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var latitude: Double?
    var longitude: Double?
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "latitude": latitude = try json.number()
      case "longitude": longitude = try json.number()
      default: try json.skip()
      }
    }
    self.init(latitude: try latitude.orMissing("latitude"), longitude: try longitude.orMissing("longitude"))
  }
}

extension GantryCapture.Signal {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var group: String?
    var colour: String?
    var since: String?
    var amber: Int?
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "group": group = try json.text()
      case "colour": colour = try json.text()
      case "since": since = try json.text()
      case "amberMilliseconds": amber = try json.optionalWholeNumber()
      default: try json.skip()
      }
    }
    self.init(
      group: try group.orMissing("group"), colour: try colour.orMissing("colour"), since: try since.orMissing("since"), amberMilliseconds: amber)
  }
}

extension GantryCapture.Declared {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var kind: String?
    self.init(kind: "")
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "kind": kind = try json.text()
      case "code": code = try json.optionalText()
      case "name": name = try json.optionalText()
      default: try json.skip()
      }
    }
    self.kind = try kind.orMissing("kind")
  }
}

extension GantryCapture.Picture {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    self.init()
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "kind": kind = try json.optionalText()
      case "part": part = try json.optionalText()
      case "base64": base64 = try json.optional { (json) throws(JSONFault) in try json.base64() }
      case "takenAt": takenAt = try json.optionalText()
      case "frame": frame = try json.optionalWholeNumber()
      default: try json.skip()
      }
    }
  }
}

extension Box {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var x: Double?
    var y: Double?
    var width: Double?
    var height: Double?
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "x": x = try json.number()
      case "y": y = try json.number()
      case "width": width = try json.number()
      case "height": height = try json.number()
      default: try json.skip()
      }
    }
    self.init(
      x: try x.orMissing("x"), y: try y.orMissing("y"), width: try width.orMissing("width"), height: try height.orMissing("height"))
  }
}

extension JSONReader {
  fileprivate mutating func optionalText() throws(JSONFault) -> String? { try optional { (json) throws(JSONFault) in try json.text() } }
  fileprivate mutating func optionalNumber() throws(JSONFault) -> Double? { try optional { (json) throws(JSONFault) in try json.number() } }
  fileprivate mutating func optionalWholeNumber() throws(JSONFault) -> Int? { try optional { (json) throws(JSONFault) in try json.wholeNumber() } }
  fileprivate mutating func optionalList<Element>(_ element: (inout JSONReader) throws(JSONFault) -> Element) throws(JSONFault) -> [Element]? {
    try optional { (json) throws(JSONFault) in try json.list(element) }
  }
}

extension Optional {
  /// The value of a field that has to be there.
  fileprivate func orMissing(_ field: String) throws(JSONFault) -> Wrapped {
    guard let value = self else { throw JSONFault.missing.under(field) }
    return value
  }
}
