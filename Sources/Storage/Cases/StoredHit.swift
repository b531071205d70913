import Traffic

/// A hit as it rests: with the pictures of its pass.
struct StoredHit: Codable, Sendable {
  var hit: Hit
  var evidence: Evidence
}
