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
    if let path = TilePath(text) { precondition(path.description == text) }
    if let entry = try? LogEntry(bytes: bytes) { precondition(entry.bytes == bytes) }
  }
  return 0
}
