import Foundation

/// One warrant: its facts for the script, and where the map of a journey begins.
struct WarrantPage: Sendable {
  var id: String
  var warrantJSON: String
  var caseNumber: String
  var requesterName: String
  var state: String
  var stateText: String
  var isRequester: Bool
  var mayApprove: Bool
  var approvalName: String
  var keyFingerprint: String?
  var homeHref = "/warrants"
  var tileURL: String?
  var tileAttribution: String?
  var latitude: String
  var longitude: String
  var zoom: String

  init(_ view: WarrantView, map: MapPage) throws {
    id = view.id
    warrantJSON = try ScriptText(view).description
    caseNumber = view.digestShown.caseNumber
    requesterName = view.requesterName
    state = view.state
    stateText = view.stateText
    isRequester = view.isRequester
    mayApprove = view.mayApprove
    approvalName = view.person
    keyFingerprint = view.keyFingerprint
    tileURL = map.tileURL
    tileAttribution = map.tileAttribution
    latitude = map.latitude
    longitude = map.longitude
    zoom = map.zoom
  }
}
