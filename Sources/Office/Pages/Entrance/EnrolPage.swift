/// The page on which the person of a one-time link makes a passkey. Whose link it is it learns from the office once the link was accepted.
struct EnrolPage: Sendable {
  /// The token of a link that was just given to the person on the page before; `nil` where it stands behind the `#` of the address.
  var token: String?
}
