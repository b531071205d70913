import CameraProtocols
import Foundation
import Testing
import Traffic

@Suite struct OpenALPRDialectTests {
  private func group(_ more: String = "", kind: String = "alpr_group") -> Data {
    Data(
      """
      {"data_type":"\(kind)","epoch_start":1795234530417,"epoch_end":1795234533417,"agent_uid":"AGENT","camera_id":1000,
      "best_uuid":"u-1","best_plate_number":"2BH375","best_confidence":93.2\(more)}
      """.utf8)
  }

  @Test("Captured by an agent", .enabled(if: Samples.areHere, Comment(rawValue: Samples.skipped))) func authenticGroup() throws {
    let capture = try Payloads.capture(Samples.bytes("openalpr/alpr_group.json"), as: .openalpr)
    #expect(capture.read?.plate.text == "19462SH")
    #expect(abs((capture.read?.confidence ?? 0) - 0.932_546_539_3) < 1e-9)
    #expect(capture.read?.region == "US-MA")
    #expect(capture.deviceTimeText == "1634475947845")
    #expect(capture.capturedAt == Date(timeIntervalSince1970: 1_634_475_947.845))
    #expect(capture.vehicle == Vehicle(
      kind: .car, make: "bmw", model: "x3", colour: "white", box: Box(x: 222.0 / 1280, y: 74.0 / 720, width: 522.0 / 1280, height: 386.0 / 720)))
    let box = try #require(capture.read?.box)
    #expect(box == Box(x: 601.0 / 1280, y: 284.0 / 720, width: 58.0 / 1280, height: 41.0 / 720))
    #expect(capture.vehicle.box?.containsMiddle(of: box) == true)
    #expect(capture.media.map(\.kind) == [.scene, .vehicle, .plate])
    #expect(capture.media.map(\.bytes.count) == [32_547, 8_718, 2_432])
    #expect(capture.coordinate == nil)
    let mobile = try Payloads.capture(
      Samples.bytes("openalpr/alpr_group.json"), as: .openalpr, camera: Payloads.camera(.openalpr, isMobile: true))
    #expect(mobile.coordinate == Coordinate(latitude: 39.6505, longitude: -78.7661))
  }

  @Test("Captured by an agent", .enabled(if: Samples.areHere, Comment(rawValue: Samples.skipped))) func authenticAlertAndVehicle() throws {
    let alert = try Payloads.capture(Samples.bytes("openalpr/alpr_alert.json"), as: .openalpr)
    #expect(alert.read?.plate.text == "2BH375")
    let group = try Payloads.capture(Samples.bytes("openalpr/alpr_group.json"), as: .openalpr)
    #expect(alert.vendorKey == group.vendorKey, "both carry the same best_uuid: the alert repeats its group")
    let vehicle = try Payloads.capture(Samples.bytes("openalpr/vehicle.json"), as: .openalpr)
    #expect(vehicle.read == nil && vehicle.media.count == 2 && vehicle.vendorKey != group.vendorKey)
  }

  @Test func firstVersion() throws {
    let body = Data(
      """
      {"data_type":"alpr_group","version":1,"epoch_start":1795234530417,"epoch_end":1795234533417,"site_id":"x","camera_id":3,
      "best_plate":{"plate":"2BH375","confidence":90,"candidates":[{"plate":"28H375","confidence":50}]},"best_plate_number":"2BH375"}
      """.utf8)
    let capture = try Payloads.capture(body, as: .openalpr)
    #expect(capture.read?.candidates.map(\.plate.text) == ["2BH375", "28H375"])
    #expect(capture.media.isEmpty && capture.vendorKey == "group||3|1795234530417|2BH375")
  }

  @Test func bestPictureTellsTheTime() throws {
    #expect(try Payloads.capture(group(",\"best_uuid_epoch_ms\":1795234531000"), as: .openalpr).capturedAt.timeIntervalSince1970 == 1_795_234_531)
    #expect(try Payloads.capture(group(",\"best_uuid_epoch_ms\":1627675927855"), as: .openalpr).deviceTimeText == "1795234530417")
  }

  @Test func nearerOrFarther() throws {
    func direction(_ path: String) throws -> Capture.Direction {
      try Payloads.capture(group(",\"vehicle_path\":[\(path)]"), as: .openalpr).direction
    }
    #expect(try direction("{\"w\":100,\"h\":50},{\"w\":300,\"h\":150}") == .approach)
    #expect(try direction("{\"w\":300,\"h\":150},{\"w\":100,\"h\":50}") == .recede)
    #expect(try direction("{\"w\":300,\"h\":150},{\"w\":301,\"h\":150}") == .unknown)
    #expect(try direction("") == .unknown)
  }

  @Test func whatIsCountedOnly() throws {
    #expect(try Payloads.decode(Data("{\"data_type\":\"heartbeat\",\"agent_uid\":\"A\"}".utf8), as: .openalpr) == .ignored("heartbeat"))
    #expect(try Payloads.decode(Data("{\"data_type\":\"alpr_results\",\"results\":[]}".utf8), as: .openalpr) == .ignored("alpr_results"))
    #expect(try Payloads.decode(Data("{\"data_type\":\"01 A 123\"}".utf8), as: .openalpr) == .ignored("other"))
    #expect(try Payloads.decode(group(",\"is_preview\":true"), as: .openalpr) == .ignored("preview"))
    #expect(try Payloads.capture(group(",\"is_preview\":false"), as: .openalpr).vendorKey == "group|u-1")
  }

  @Test func oneAgentSeveralCameras() {
    #expect(Payloads.fault(group(), as: .openalpr, camera: Payloads.camera(.openalpr, deviceID: "AGENT")) == nil)
    #expect(Payloads.fault(group(), as: .openalpr, camera: Payloads.camera(.openalpr, deviceID: "AGENT/1000")) == nil)
    #expect(Payloads.fault(group(), as: .openalpr, camera: Payloads.camera(.openalpr, deviceID: "AGENT/1001")) == .deviceMismatch)
    #expect(Payloads.fault(group(), as: .openalpr, camera: Payloads.camera(.openalpr, deviceID: "OTHER")) == .deviceMismatch)
  }

  @Test("Bad bodies", arguments: [
    ("", DecodingFault.Code.emptyBody), ("{}", .missingField), ("[]", .malformedJSON), ("{\"data_type\":\"alpr_group\"}", .missingField),
    ("{\"data_type\":\"alpr_alert\"}", .missingField), ("{\"data_type\":\"alpr_group\",\"epoch_start\":\"now\"}", .badValue),
    ("{\"data_type\":\"alpr_group\",\"epoch_start\":1e300}", .badTime), ("{\"data_type\":\"alpr_group\",\"epoch_start\":-5}", .badTime),
    ("{\"data_type\":\"vehicle\",\"epoch_start\":1795234530417,\"overview_jpeg\":\"/9j/4AAQ\"}", .truncatedPicture),
    ("{\"data_type\":\"vehicle\",\"epoch_start\":1795234530417,\"overview_jpeg\":\"AAAA\"}", .unsupportedPicture),
  ])
  func bad(text: String, code: DecodingFault.Code) {
    #expect(Payloads.fault(Data(text.utf8), as: .openalpr) == code)
  }

  @Test func wrongTypes() {
    #expect(Payloads.fault(group(), type: "multipart/form-data; boundary=x", as: .openalpr) == .unsupportedType)
    #expect(Payloads.fault(group(), type: "text/xml", as: .openalpr) == .unsupportedType)
    #expect(Payloads.fault(group(), type: nil, as: .openalpr) == nil)
    #expect(Payloads.fault(group(",\"x\":" + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)), as: .openalpr) == .tooDeep)
  }
}
