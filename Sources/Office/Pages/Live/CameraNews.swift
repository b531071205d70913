/// A camera whose condition has changed.
struct CameraNews: Sendable, Encodable {
  var id: String
  var state: String
  var stateLabel: String
  var lastSeenLabel: String?
}
