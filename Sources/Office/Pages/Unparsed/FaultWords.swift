/// Why a body could not be read: the decoder's code and its words, which stand in the queue as `code: message`.
struct FaultWords: Sendable, Hashable {
  var code: String?
  var message: String

  init(_ reason: String) {
    guard let colon = reason.firstIndex(of: ":"), reason[..<colon].allSatisfy({ $0.isASCII && $0.isLetter }), colon > reason.startIndex else {
      message = reason
      return
    }
    code = String(reason[..<colon])
    message = String(reason[reason.index(after: colon)...].drop(while: \.isWhitespace))
  }
}
