import Foundation
import Traffic

/// Reads what ``PassRecord`` wrote, field by field. A tag that is not known is skipped: later versions may add some.
struct PassRecordReading {
  private var pass: Pass
  private var seen: Set<PassRecord.Field> = []
  /// How many reads have their plate.
  private var plates = 0

  /// - Throws: ``SealingFault/malformed(_:)`` where a value is not what its tag says, or one that every pass has is missing.
  static func pass(_ record: Data, id: PassID, camera: CameraID) throws(SealingFault) -> Pass {
    guard let nowhere = Coordinate(latitude: 0, longitude: 0) else { throw PassRecordValue.fault }
    var reading = PassRecordReading(
      pass: Pass(
        id: id, camera: camera, site: SiteID(unchecked: ""), capturedAt: .distantPast, receivedAt: .distantPast, coordinate: nowhere, rawSHA256: ""))
    var reader = SealedReader(record, of: "pass record")
    while !reader.isAtEnd {
      let tag = try reader.byte()
      let value = try reader.bytes(Int(try reader.u16()))
      if let field = PassRecord.Field(rawValue: tag) { try reading.take(field, PassRecordValue(value)) }
    }
    guard reading.seen.isSuperset(of: [.site, .capturedAt, .receivedAt, .direction, .vehicleKind, .coordinate, .rawSHA256]),
      reading.plates == reading.pass.reads.count
    else { throw PassRecordValue.fault }
    return reading.pass
  }

  private init(pass: Pass) { self.pass = pass }

  private mutating func take(_ field: PassRecord.Field, _ value: PassRecordValue) throws(SealingFault) {
    seen.insert(field)
    switch field {
    case .site: pass.site = try value.one(of: SiteID.init(rawValue:))
    case .capturedAt: pass.capturedAt = try value.instant()
    case .receivedAt: pass.receivedAt = try value.instant()
    case .errorBoundMilliseconds: pass.errorBoundMilliseconds = try value.number()
    case .deviceTimeText: pass.deviceTimeText = try value.text()
    case .lane: pass.lane = try value.number()
    case .direction: pass.direction = try value.one(of: Capture.Direction.init(rawValue:))
    case .headingDegrees: pass.headingDegrees = try value.decimals(1)[0]
    case .speedKmh: pass.speedKmh = try value.decimals(1)[0]
    case .coordinate:
      let degrees = try value.decimals(2)
      pass.coordinate = try PassRecordValue.required(Coordinate(latitude: degrees[0], longitude: degrees[1]))
    case .stopLineCrossedAt: pass.stopLineCrossedAt = try value.instant()
    case .rawSHA256: pass.rawSHA256 = try value.text()
    case .readBy, .raw, .plate, .confidence, .region, .candidate, .box, .change: try takeRead(field, value)
    case .vehicleKind, .make, .model, .colour, .vehicleBox: try takeVehicle(field, value)
    case .signalGroup, .signalColour, .signalSince, .amberMilliseconds: try takeSignal(field, value)
    case .declaredKind, .declaredCode, .declaredName: try takeDeclaration(field, value)
    }
  }

  private mutating func takeRead(_ field: PassRecord.Field, _ value: PassRecordValue) throws(SealingFault) {
    if field == .readBy {
      guard plates == pass.reads.count else { throw PassRecordValue.fault }
      // Its plate follows; until then the read has one that no vehicle bears.
      let reader = try value.one(of: PlateRead.Reader.init(rawValue:))
      var read = PlateRead(reader: reader, raw: "", plate: try PassRecordValue.required(Plate(canonical: "0")), confidence: 0)
      read.candidates = []
      pass.reads.append(read)
      return
    }
    guard !pass.reads.isEmpty else { throw PassRecordValue.fault }
    let last = pass.reads.count - 1
    switch field {
    case .raw: pass.reads[last].raw = try value.text()
    case .plate:
      pass.reads[last].plate = try value.one(of: Plate.init(canonical:))
      plates += 1
    case .confidence: pass.reads[last].confidence = try value.fractions(1)[0]
    case .region: pass.reads[last].region = try value.text()
    case .candidate:
      let plate = try value.dropFirst(4).one(of: Plate.init(canonical:))
      pass.reads[last].candidates.append(PlateCandidate(plate: plate, confidence: try value.prefix(4).fractions(1)[0]))
    case .box: pass.reads[last].box = try value.box()
    default: pass.reads[last].changes.append(try value.text())
    }
  }

  private mutating func takeVehicle(_ field: PassRecord.Field, _ value: PassRecordValue) throws(SealingFault) {
    switch field {
    case .vehicleKind: pass.vehicle.kind = try value.one(of: Vehicle.Class.init(rawValue:))
    case .make: pass.vehicle.make = try value.text()
    case .model: pass.vehicle.model = try value.text()
    case .colour: pass.vehicle.colour = try value.text()
    default: pass.vehicle.box = try value.box()
    }
  }

  private mutating func takeSignal(_ field: PassRecord.Field, _ value: PassRecordValue) throws(SealingFault) {
    switch field {
    case .signalGroup: pass.signal = SignalState(group: try value.text(), colour: .off, since: .distantPast)
    case .signalColour: pass.signal?.colour = try value.one(of: SignalState.Colour.init(rawValue:))
    case .signalSince: pass.signal?.since = try value.instant()
    default: pass.signal?.amberMilliseconds = try value.number()
    }
  }

  private mutating func takeDeclaration(_ field: PassRecord.Field, _ value: PassRecordValue) throws(SealingFault) {
    if field == .declaredKind {
      pass.declarations.append(Declaration(kind: try value.one(of: ViolationKind.init(rawValue:))))
      return
    }
    guard !pass.declarations.isEmpty else { throw PassRecordValue.fault }
    let last = pass.declarations.count - 1
    if field == .declaredCode { pass.declarations[last].vendorCode = try value.text() } else { pass.declarations[last].vendorName = try value.text() }
  }
}
