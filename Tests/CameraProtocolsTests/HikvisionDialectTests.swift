import CameraProtocols
import Foundation
import Testing
import Traffic

@Suite struct HikvisionDialectTests {
  /// An alert with the fields that matter, and more inside its `ANPR` element or beside it.
  private func alert(_ anpr: String = "", root: String = "", plate: String = "01A123BC", time: String = "2026-11-21T09:15:30+05:00") -> Data {
    Data(
      """
      <?xml version="1.0" encoding="UTF-8"?><ns1:EventNotificationAlert xmlns:ns1="http://www.isapi.org/ver20/XMLSchema">
      <ns1:macAddress>00:00:5e:00:53:01</ns1:macAddress><ns1:dateTime>\(time)</ns1:dateTime><ns1:eventType>ANPR</ns1:eventType>\(root)
      <ns1:ANPR><licensePlate>\(plate)</licensePlate><line>2</line><confidenceLevel>97.5</confidenceLevel>\(anpr)</ns1:ANPR>
      <UUID>u-1</UUID></ns1:EventNotificationAlert>
      """.utf8)
  }

  private func capture(_ body: Data, receivedAt: Date = Payloads.received) throws -> Capture {
    try Payloads.capture(body, type: "application/xml; charset=\"UTF-8\"", as: .hikvision, receivedAt: receivedAt)
  }

  private func fault(_ body: Data, type: String? = "application/xml", camera: Camera? = nil) -> DecodingFault.Code? {
    Payloads.fault(body, type: type, as: .hikvision, camera: camera)
  }

  @Test("Captured from a camera", .enabled(if: Samples.areHere, Comment(rawValue: Samples.skipped))) func authentic() throws {
    let capture = try capture(Samples.bytes("hikvision/anpr.xml"))
    #expect(capture.read?.plate.text == "PECT600" && capture.read?.confidence == 0.97)
    #expect(capture.capturedAt == Date(timeIntervalSince1970: 1_705_634_239))
    #expect(capture.deviceTimeText == "2024-01-19T11:17:19+08:00")
    #expect(capture.lane == 2 && capture.direction == .recede && capture.speedKmh == nil)
    #expect(capture.read?.box == Box(x: 0.691, y: 0.397, width: 0.059, height: 0.034))
    #expect(capture.vehicle.colour == "white" && capture.deviceID == "d4:e8:53:bc:4c:02" && capture.coordinate == nil)
    #expect(capture.vendorKey == "uuid|2024011911172144900FlERIduqg06eKsYuvLX072NugIxaHw22mHG5D5KBmWqX")
    #expect(capture.declarations.isEmpty && capture.media.isEmpty)
  }

  @Test("A whole push", .enabled(if: Samples.areHere, Comment(rawValue: Samples.skipped))) func push() throws {
    let (type, body) = try Samples.message("hikvision/synthetic/anpr_push.http")
    let capture = try Payloads.capture(body, type: type, as: .hikvision)
    #expect(capture.read?.plate.text == "01A123BC" && capture.read?.region == "UZ" && capture.speedKmh == 64)
    #expect(capture.media.map(\.kind) == [.plate, .scene])
    #expect(capture.media.map(\.bytes.count) == [265, 14_342])
    for medium in capture.media { #expect(body.subdata(in: try #require(medium.rawRange)) == medium.bytes) }
    let takenAt = try #require(capture.media[1].takenAt)
    #expect(abs(takenAt.timeIntervalSince(capture.capturedAt)) < 0.001, "absTime shows the same wall clock as dateTime")
    #expect(capture.vehicle.box == Box(x: 0.271, y: 0, width: 0.425, height: 0.426))
    #expect(capture.deviceID == "DS-TCG405-E 20260101AATEST00001" && capture.declarations.isEmpty)
    let enrolled = Payloads.camera(.hikvision, deviceID: "20260101AATEST00001")
    #expect(fault(body, type: type, camera: enrolled) == nil)
    #expect(fault(body, type: type, camera: Payloads.camera(.hikvision, deviceID: "20260101AATEST00002")) == .deviceMismatch)
    #expect(fault(body.dropLast(300), type: type) == .truncatedBody)
  }

  @Test("A violation", .enabled(if: Samples.areHere, Comment(rawValue: Samples.skipped))) func seatBeltSample() throws {
    let (type, body) = try Samples.message("hikvision/synthetic/violation_seatbelt_push.http")
    let capture = try Payloads.capture(body, type: type, as: .hikvision)
    #expect(capture.declarations == [Declaration(kind: .seatBelt, vendorCode: "1240", vendorName: "No_Seatbelt_Fastened")])
    #expect(capture.media.count == 2)
    #expect(try self.capture(Samples.bytes("hikvision/synthetic/clean_unknown_plate.xml")).read == nil)
  }

  @Test func platesThatAreNone() throws {
    for plate in ["", "unknown", "Unknow", "无车牌", "-"] { #expect(try capture(alert(plate: plate)).read == nil) }
    let chinese = try capture(alert("<originalLicensePlate>蓝苏A8HK52</originalLicensePlate>", plate: "蓝苏A8HK52")).read
    #expect(chinese?.raw == "蓝苏A8HK52" && chinese?.plate.text == "A8HK52" && chinese?.confidence == 0.975)
  }

  @Test func violationCodes() throws {
    func kinds(_ code: String, _ name: String = "") throws -> [ViolationKind] {
      try capture(alert("<illegalInfo><illegalCode>\(code)</illegalCode><illegalName>\(name)</illegalName></illegalInfo>")).declarations.map(\.kind)
    }
    #expect(try kinds("0", "Normal") == [] && kinds("0", "正常") == [] && kinds("") == [])
    #expect(try kinds("1625") == [.redLight] && kinds("16250") == [.redLight] && kinds("1352A") == [.speed] && kinds("1301") == [.wrongWay])
    #expect(try kinds("151002", "Non-Helmet") == [] && kinds("77", "Red_Light_Run") == [.redLight] && kinds("901001", "Driving in Bus Lane") == [.busLane])
    let unknown = alert("<illegalInfo><illegalCode>7777</illegalCode><illegalName>Custom_9</illegalName></illegalInfo>")
    #expect(fault(unknown) == .unmappedViolation)
  }

  @Test func beltsAndPhone() throws {
    let declared = try capture(alert("<pilotsafebelt>no</pilotsafebelt><vicepilotsafebelt>no</vicepilotsafebelt><uphone>yes</uphone>")).declarations
    #expect(declared.map(\.kind) == [.seatBelt, .phone])
    #expect(declared.map(\.vendorName) == ["pilotsafebelt=no", "uphone=yes"])
    #expect(try capture(alert("<pilotsafebelt>unknown</pilotsafebelt><uphone>no</uphone>")).declarations.isEmpty)
  }

  @Test func rectangles() throws {
    func box(_ rectangle: String, root: String = "") throws -> Box? {
      try capture(alert("<pictureInfoList><pictureInfo><plateRect>\(rectangle)</plateRect></pictureInfo></pictureInfoList>", root: root)).read?.box
    }
    let pixels = "<x>1280</x><y>784</y><width>256</width><height>98</height>"
    let size = "<detectionBackgroundImageResolution><height>1568</height><width>2560</width></detectionBackgroundImageResolution>"
    #expect(try box("<X>430</X><y>275</y><width>106</width><height>43</height>") == Box(x: 0.43, y: 0.275, width: 0.106, height: 0.043))
    #expect(try box(pixels, root: size) == Box(x: 0.5, y: 0.5, width: 0.1, height: 0.0625))
    #expect(try box(pixels) == nil)
    #expect(try box("<x>990</x><y>0</y><width>106</width><height>43</height>") == nil)
    #expect(try box("<x>nan</x><y>0</y><width>106</width><height>43</height>") == nil)
  }

  @Test func clocks() throws {
    let instant = Payloads.received
    #expect(try capture(alert(time: "2026-11-21T09:15:30")).capturedAt == instant, "no zone: the site's")
    #expect(try capture(alert(time: "2026-11-21T09:15:30+08:00")).capturedAt == instant, "factory zone behind the right local time")
    let late = instant.addingTimeInterval(7_200)
    let stated = instant.addingTimeInterval(-3 * 3_600)
    #expect(try capture(alert(time: "2026-11-21T09:15:30+08:00"), receivedAt: late).capturedAt == stated, "not live: as stated")
    let resent = alert(root: "<isDataRetransmission>true</isDataRetransmission>", time: "2026-11-21T09:15:30+08:00")
    #expect(try capture(resent).capturedAt == stated)
    #expect(try capture(alert(time: "2034-01-01T00:00:00+08:00")).deviceTimeText == "2034-01-01T00:00:00+08:00")
    #expect(fault(alert(time: "yesterday")) == .badTime)
    #expect(fault(alert(time: "")) == .missingField)
  }

  @Test func mobilePosition() throws {
    let position = """
      <DeviceGPSInfo><longitudeType>E</longitudeType><latitudeType>S</latitudeType><Longitude><degree>69</degree><minute>30</minute><sec>36</sec>\
      </Longitude><Latitude><degree>41</degree><minute>15</minute><sec>0</sec></Latitude></DeviceGPSInfo>
      """
    let camera = Payloads.camera(.hikvision, isMobile: true)
    let capture = try Payloads.capture(alert(root: position), type: nil, as: .hikvision, camera: camera)
    #expect(capture.coordinate == Coordinate(latitude: -41.25, longitude: 69.51))
  }

  @Test func whatIsCountedOnly() throws {
    for event in ["videoloss", "VMD", "illaccess"] {
      let body = Data("<EventNotificationAlert><eventType>\(event)</eventType><eventState>inactive</eventState></EventNotificationAlert>".utf8)
      #expect(try Payloads.decode(body, type: "application/xml", as: .hikvision) == .ignored(event))
    }
    let radar = Payloads.multipart([.init("jsondata.json", Data("{\"eventType\":\"radarVideoDetection\"}".utf8))])
    #expect(try Payloads.decode(radar, type: "multipart/form-data; boundary=xyz", as: .hikvision) == .ignored("radarVideoDetection"))
  }

  @Test func partsAreToldByTheirBytes() throws {
    let headers = ["Content-Type: application/octet-stream"]
    let body = Payloads.multipart([
      .init("img", Payloads.jpeg, headers: headers), .init("img2", Payloads.jpeg), .init("empty", Data(), type: "image/jpeg"), .init("alert", alert()),
    ])
    let capture = try Payloads.capture(body, type: "multipart/form-data; boundary=xyz", as: .hikvision)
    #expect(capture.read?.plate.text == "01A123BC")
    #expect(capture.media.map(\.kind) == [.scene, .composite])
  }

  @Test func badBodies() {
    let form = "multipart/form-data; boundary=xyz"
    #expect(fault(Data()) == .emptyBody)
    #expect(fault(Data("hello".utf8), type: "text/plain") == .unsupportedType)
    #expect(fault(Data([0x50, 0x4B, 3, 4, 9])) == .unsupportedEncoding)
    #expect(fault(Data("<EventNotificationAlert/>".utf8)) == .missingField)
    #expect(fault(Data("<EventNotificationAlert><eventType>ANPR</eventType></EventNotificationAlert>".utf8)) == .missingField)
    #expect(fault(Data("{\"eventType\":\"ANPR\"}".utf8), type: "application/json") == .unsupportedType)
    #expect(fault(Data("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".utf8)) == .entityDeclared)
    #expect(fault(alert().prefix(200).asBody) == .malformedXML)
    #expect(fault(Payloads.multipart([.init("img", Payloads.jpeg)]), type: form) == .missingPart)
    #expect(fault(Payloads.multipart([.init("a", alert()), .init("b", alert())]), type: form) == .duplicatePart)
    #expect(fault(Payloads.multipart([.init("a", alert()), .init("b", Payloads.jpeg.dropLast(2))]), type: form) == .truncatedPicture)
    #expect(fault(Payloads.multipart([.init("a", alert()), .init("b", Data("x".utf8), type: "image/jpeg")]), type: form) == .unsupportedPicture)
  }
}
