/// What a judge, or whoever decides for a keyholder, says to a request that could be granted.
public enum Judgement: Hashable, Sendable {
  case granted(by: PersonName)
  case refused(by: PersonName)

  var person: PersonName {
    switch self {
    case .granted(let person), .refused(let person): person
    }
  }
}
