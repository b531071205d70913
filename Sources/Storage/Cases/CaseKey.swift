import Crypto

/// The keys that one case has to itself, or one hit: random, and wrapped under the case office's key of the server. Whoever destroys them destroys
/// what they open, wherever its bytes are.
///
/// They are two, because a rejected case loses its pictures and stays readable.
struct CaseKey: Sendable {
  /// Encrypts what is written about it: its body and its notice.
  var file: SymmetricKey
  /// Wraps the keys of its pictures, clips and raw bodies; `nil` once they are destroyed.
  var evidence: SymmetricKey?
}
