/// The page on which somebody who lost their passkeys says who they are.
struct RecoverPage: Sendable {
  var problem: Layout.Note?
  var name: String?
}
