import Access

/// What a page's script is told to have confirmed.
struct ApprovalQuestion: Encodable {
  /// Nothing has to be confirmed; the form can be sent as it is.
  static let none = ApprovalQuestion(needed: false)

  private(set) var needed = true
  var words: String?
  var options: RequestOptions?
}
