import Foundation
import Traffic

extension EncodedCapture {
  /// What a camera says when nothing passed, in its own protocol. It never holds anything but the camera's name and the time.
  init(heartbeatOf camera: Camera, at time: Date) {
    let stamp = time.formatted(Date.ISO8601FormatStyle())
    switch camera.dialect {
    // A camera of this country that is watched has somebody who sends for it, as the office does.
    case .gantry, .video:
      let text = "{\"device\":\"\(camera.id)\",\"event\":\"heartbeat\",\"time\":\"\(stamp)\"}"
      self.init(path: "/v1/captures", contentType: "application/json", body: Data(text.utf8))
    case .openalpr:
      let text = "{\"data_type\":\"heartbeat\",\"agent_uid\":\"\(camera.deviceID ?? "")\",\"timestamp\":\(Int(time.timeIntervalSince1970 * 1000))}"
      self.init(path: "/v1/openalpr/{key}", contentType: "application/json", body: Data(text.utf8))
    case .hikvision:
      // Devices of this make announce themselves with an inactive "video lost".
      let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><channelID>1</channelID><dateTime>\(stamp)</dateTime>\
        <eventType>videoloss</eventType><eventState>inactive</eventState></EventNotificationAlert>
        """
      self.init(path: "/v1/hikvision/{key}", contentType: "application/xml; charset=\"UTF-8\"", body: Data(text.utf8))
    }
  }
}
