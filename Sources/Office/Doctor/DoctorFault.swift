/// Why something could not be looked at.
struct DoctorFault: Error, Sendable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
