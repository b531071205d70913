/// Writes into memory that somebody else owns and erases, so that a plate or key leaves no copy behind as `Data` and `String` would.
package struct FixedBytes: SealingBytes {
  private let memory: UnsafeMutableRawBufferPointer
  package private(set) var count = 0

  /// - Parameter memory: must outlive this value.
  package init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

  package mutating func append(raw bytes: UnsafeRawBufferPointer) {
    precondition(count + bytes.count <= memory.count, "messages are made of names and plates, whose types bound them")
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  /// What was written.
  package var written: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }
}
