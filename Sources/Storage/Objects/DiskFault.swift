/// What the operating system refused.
struct DiskFault: Error, Sendable, Hashable {
  /// In words, such as `writing an object`.
  var operation: String
  /// `errno`.
  var code: Int32
}
