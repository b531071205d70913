/// What became of a request, before it is put into a vendor's words.
public enum IntakeOutcome: Sendable {
  /// Stored durably; one receipt a capture.
  case accepted([Receipt])
  /// Understood, counted, not kept.
  case ignored
  /// Not understood, and kept for a person to look at.
  case quarantined(DecodingFault, reference: String)
  /// Could not be stored. The device should send it again.
  case unavailable
  /// Turned away before it was read.
  case refused(Refusal)
}
