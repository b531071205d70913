/// The tables whose rows have encrypted bodies.
enum Table: String, Sendable {
  case sites, cameras, cameraStreams = "camera_streams", hotlist, registry, people
  case inbox, receipts, passes, cases, notices, hits, unparsed
}
