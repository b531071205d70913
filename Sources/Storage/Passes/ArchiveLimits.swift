/// How much of something the archive permits itself.
struct ArchiveLimits {
  /// What must stay free on the disk, in bytes.
  var reserveBytes = 0
  /// Readings after which a log becomes a segment and a new one begins. Its index takes 21 MB then, and its segment is made in seconds.
  var readingsInLog = 1 << 19
  /// The most segments of closed epochs that are kept open: five months of hours. The system permits a process 65,530 maps.
  var openSegments = 4096
}
