/// Where a pass of an open epoch lies in its log: one entry for each of its readings, forty bytes.
struct PassLogEntry {
  let token: RowToken
  /// Where the pass's bytes begin in the log.
  let offset: UInt64
  let byteCount: UInt32
  /// Its scope's number in the log.
  let scope: UInt32
  /// Bytes of the pass's random ID, by which passes of one car are ordered, so that it is not their arrival.
  let tie: UInt32
  /// Which of the pass's readings. Its entries stand one behind the other, the best first.
  let reading: UInt8
}
