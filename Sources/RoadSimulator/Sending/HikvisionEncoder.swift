import Foundation
import Traffic

/// Hikvision's ISAPI push: `EventNotificationAlert` as XML, with pictures as multipart.
struct HikvisionEncoder: Sendable {
  private static let xmlType = "application/xml; charset=\"UTF-8\""

  func encode(_ sighting: Sighting) -> EncodedCapture {
    let xml = Data(alert(sighting).utf8)
    guard let picture = sighting.pictures.first(where: { $0.kind == .scene }) else {
      return EncodedCapture(path: "/v1/hikvision/{key}", contentType: Self.xmlType, body: xml)
    }
    // The boundary begins with dashes of its own, as these cameras' does.
    var parts = MultipartWriter(boundary: "-------------------------7e13971310878")
    parts.add(name: "anpr.xml", fileName: "anpr.xml", contentType: Self.xmlType, xml)
    parts.add(name: "detectionPicture.jpg", fileName: "detectionPicture.jpg", contentType: "image/jpeg", picture.bytes)
    return EncodedCapture(path: "/v1/hikvision/{key}", contentType: parts.contentType, body: parts.finished())
  }

  private func alert(_ sighting: Sighting) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
    <protocol>HTTP</protocol>
    <channelID>1</channelID>
    <dateTime>\(sighting.written(sighting.at))</dateTime>
    <activePostCount>1</activePostCount>
    <eventType>ANPR</eventType>
    <eventState>active</eventState>
    <eventDescription>ANPR</eventDescription>
    <channelName>\(sighting.camera.id.rawValue)</channelName>
    <deviceUUID>\(sighting.camera.deviceID ?? "")</deviceUUID>
    <UUID>\(sighting.id)</UUID>
    <ANPR>
    \(reading(sighting))
    \(offence(sighting.violation))
    \(vehicle(sighting))
    \(pictures(sighting))
    </ANPR>
    </EventNotificationAlert>

    """
  }

  private func reading(_ sighting: Sighting) -> String {
    let confidence = Int(((sighting.read?.confidence ?? 0) * 100).rounded())
    return """
      <licensePlate>\(sighting.read?.text ?? "unknown")</licensePlate>
      <originalLicensePlate>\(sighting.read?.text ?? "unknown")</originalLicensePlate>
      <line>\(sighting.lane ?? 1)</line>
      <direction>\(sighting.direction == .recede ? "reverse" : "forward")</direction>
      <confidenceLevel>\(confidence)</confidenceLevel>
      <pilotsafebelt>\(sighting.violation == .seatBelt ? "no" : "unknown")</pilotsafebelt>
      <uphone>\(sighting.violation == .phone ? "yes" : "unknown")</uphone>
      """
  }

  private func offence(_ kind: ViolationKind?) -> String {
    let (code, name) = switch kind {
    case .seatBelt: ("1240", "No_Seatbelt_Fastened")
    case .phone: ("1223", "Using_Phone")
    default: ("0", "Normal")
    }
    return "<illegalInfo><illegalCode>\(code)</illegalCode><illegalName>\(name)</illegalName></illegalInfo>"
  }

  private func vehicle(_ sighting: Sighting) -> String {
    "<vehicleInfo><color>\(sighting.paint?.rawValue ?? "unknown")</color><speed>\(Int((sighting.speedKmh ?? 0).rounded()))</speed></vehicleInfo>"
  }

  private func pictures(_ sighting: Sighting) -> String {
    guard sighting.pictures.contains(where: { $0.kind == .scene }) else { return "" }
    let plate = sighting.plateBox.map { rectangle("plateRect", $0) } ?? ""
    let body = sighting.vehicleBox.map { rectangle("vehicelRect", $0) } ?? ""
    return """
      <pictureInfoList><pictureInfo><fileName>detectionPicture.jpg</fileName><type>detectionPicture</type><dataType>0</dataType>
      \(plate)\(body)</pictureInfo></pictureInfoList>
      """
  }

  /// Per mille of the picture; the misspelt names are the protocol's.
  private func rectangle(_ name: String, _ box: Box) -> String {
    let values = [("X", box.x), ("Y", box.y), ("width", box.width), ("height", box.height)].map { "<\($0.0)>\(Int(($0.1 * 1_000).rounded()))</\($0.0)>" }
    return "<\(name)>\(values.joined())</\(name)>"
  }
}
