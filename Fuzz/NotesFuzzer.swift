import Foundation
import TransparencyLog

/// The texts that a log, a witness and a keyholder take from others, for libFuzzer. The first byte of an input chooses the reader, the rest is
/// the text. Any outcome is right but a crash, a hang, or a text that is read and written again in another form.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNotes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = Data(bytes: start, count: count)
  let bytes = Data(input.dropFirst())
  let text = String(decoding: bytes, as: UTF8.self)
  switch input[0] % 7 {
  case 0: if let note = try? SignedNote(bytes: bytes) { precondition(note.bytes == bytes) }
  case 1: if let proof = try? TlogProof(bytes: bytes) { precondition((try? TlogProof(bytes: proof.bytes)) == proof) }
  case 2: if let submission = try? WitnessSubmission(bytes: bytes) { precondition(submission.bytes == bytes) }
  case 3: _ = try? WitnessPolicy(text: text)
  case 4: if let checkpoint = try? Checkpoint(text: text) { precondition(checkpoint.text == text) }
  case 5: if let key = try? NoteKey(text: text) { precondition(key.text == text) }
  default:
    if let path = TilePath(text) {
      precondition(path.description == text)
      // What it names has one name, wherever it is asked for, and none that leaves the log's folder.
      precondition(!text.contains("..") && text.hasPrefix("tile/"))
      _ = try? ServedLog(NoFiles()).file(text)
    }
    if let entry = try? LogEntry(bytes: bytes) { precondition(entry.bytes == bytes) }
  }
  return 0
}

/// A log whose checkpoint says that it has as many entries as a log can have, and of which nothing else is there.
private struct NoFiles: LogReader {
  func read(_ path: String) throws(TransparencyFault) -> Data? {
    guard path == "checkpoint" else { return nil }
    let root = Data(repeating: 7, count: 32).base64EncodedString()
    return Data("log.example\n\(Int.max)\n\(root)\n\n\u{2014} log.example \(Data(count: 68).base64EncodedString())\n".utf8)
  }
}
