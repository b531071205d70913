import Histogram

/// How searches of one archive went.
public struct SearchFigures: Codable, Hashable, Sendable {
  public var passes: Int
  public var byteCount: Int
  public var bytesPerPass: Double
  public var epochs: Int
  public var fillSeconds: Double
  /// Each with another plate.
  public var searches: Int
  /// Tokens that each search put together and looked up.
  public var tokensPerSearch: Int
  /// Passes found by all searches; exactly those that were planted.
  public var hits: Int
  /// The server's share once the keyholders have answered: tokens put together, looked up, findings made.
  public var search: LatencyFigures
  /// The first search, when no file was open.
  public var firstMilliseconds: Double
  /// Where there is something to look for, said before the keyholders are asked. The middle one of several.
  public var questionsMilliseconds: Double
  /// One keyholder's answer read and its signature checked, when it comes. The middle one of several.
  public var answerReadMilliseconds: Double

  /// For a person.
  var text: String {
    """
    \(passes) passes in \(epochs) epochs, \(bytesPerPass.written) bytes each, filled in \(fillSeconds.written) s
      search    \(search.line); the first \(firstMilliseconds.written) ms
                \(searches) searches of \(tokensPerSearch) tokens found \(hits) passes: those that were planted and no other
      before    \(questionsMilliseconds.written) ms to say where there is something to look for, \(answerReadMilliseconds.written) ms \
    to read an answer
    """
  }
}
