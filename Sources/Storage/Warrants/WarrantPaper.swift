/// A paper that lies in a warrant's dossier.
public enum WarrantPaper: Hashable, Sendable {
  /// The request to the keyholders with all its questions, without proof.
  case request
  /// A keyholder's answer, by the keyholder's name.
  case answer(String)
  /// What was found: the request for the keys of the hits, and their tokens.
  case findings

  /// How it stands in the table.
  var name: String {
    switch self {
    case .request: "request"
    case .answer(let holder): "answer/\(holder)"
    case .findings: "findings"
    }
  }
}
