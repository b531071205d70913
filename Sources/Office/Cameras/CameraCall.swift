import Access

/// What a request shows of its sender.
struct CameraCall: Sendable {
  /// The secret in its path or header.
  var key: String?
  /// Whose certificate its connection began with.
  var identity: CameraIdentity?
  /// Where it comes from; `nil` where nobody knows.
  var source: NetworkAddress?
}
