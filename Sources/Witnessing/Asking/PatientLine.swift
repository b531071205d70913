import Foundation
import TransparencyLog

/// A way to a witness that is not used while the witness is left in peace, and remembers what the witness signed: it is not asked a second time to
/// sign the same state because another witness was slow.
actor PatientLine: WitnessLine {
  private let line: any WitnessLine
  private let key: NoteKey
  /// Owned by this actor, as what follows.
  private var pause = WitnessPause()
  private var isAwake = false
  /// The witness's last good signature, as it was answered, and the state that it is of.
  private var signed: (text: String, answer: WitnessAnswer)?

  init(_ line: any WitnessLine, key: NoteKey) {
    self.line = line
    self.key = key
  }

  /// Lets the witness be asked, where it has not signed a state yet and its pause is over.
  /// - Returns: whether that is so.
  func wake(for text: String, at now: Date) -> Bool {
    isAwake = signed?.text != text && pause.isOver(at: now)
    return isAwake
  }

  func failed(at now: Date) {
    pause.fail(at: now)
    isAwake = false
  }

  func succeeded() { pause.reset() }

  func addCheckpoint(_ body: Data) async throws -> WitnessAnswer {
    let checkpoint = try WitnessSubmission(bytes: body).checkpoint
    if let signed, signed.text == checkpoint.text { return signed.answer }
    guard isAwake else { throw WitnessLineFault.resting }
    let answer = try await line.addCheckpoint(body)
    if isSignature(answer, of: checkpoint.text) { signed = (checkpoint.text, answer) }
    return answer
  }

  private func isSignature(_ answer: WitnessAnswer, of text: String) -> Bool {
    guard answer.status == 200 else { return false }
    let signatures = answer.body.split(separator: 0x0A).prefix(SignedNote.mostSignatures).compactMap {
      NoteSignature(line: String(decoding: $0, as: UTF8.self))
    }
    return (try? SignedNote(text: text, signatures: signatures).verified(by: [key])) != nil
  }
}
