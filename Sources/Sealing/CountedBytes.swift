/// Writes nowhere and counts: how long something will be, before memory is lent to write it.
struct CountedBytes: SealingBytes {
  private(set) var count = 0
  mutating func append(raw bytes: UnsafeRawBufferPointer) { count += bytes.count }
}
