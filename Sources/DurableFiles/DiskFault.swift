/// What the operating system refused.
package struct DiskFault: Error, Sendable, Hashable {
  /// In words, such as `writing an object`.
  package var operation: String
  /// `errno`.
  package var code: Int32

  package init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }
}
