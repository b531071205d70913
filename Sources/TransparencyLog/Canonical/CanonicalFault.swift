/// Bytes that are not the canonical JSON they were taken for: of which thing, and what was wrong.
struct CanonicalFault: Error, Hashable {
  let thing: String
  let what: String

  init(_ thing: String, _ what: String) {
    self.thing = thing
    self.what = what
  }
}
