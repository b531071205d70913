import Foundation
import Sealing

extension SegmentBytes {
  /// Where the rows with a token begin: usually none, more where the car came by twice.
  /// - Returns: `nil` where the segment is damaged.
  func rows(with token: RowToken, in scope: Scope) -> Set<Int>? {
    var rows: Set<Int> = []
    var line = firstToken(notBefore: token, in: scope.tokens)
    while line < scope.tokens.upperBound, self.token(line) == token {
      guard let row = row(line) else { return nil }
      rows.insert(row)
      line += 1
    }
    return rows
  }

  /// The first line that is not before a token. Tokens are as good as random, so where one stands can be guessed, and the guess is off by about
  /// the square root of their number: from there on the steps double until they have passed it, and are halved again.
  private func firstToken(notBefore wanted: RowToken, in lines: Range<Int>) -> Int {
    let guess = lines.lowerBound + Int(UInt64(lines.count).multipliedFullWidth(by: wanted.high).high)
    var (low, high) = (lines.lowerBound, lines.upperBound)
    var step = 1
    if guess < high, token(guess) < wanted {
      low = guess + 1
      while low + step < high {
        guard token(low + step) < wanted else {
          high = low + step
          break
        }
        low += step + 1
        step *= 2
      }
    } else {
      high = min(guess, high)
      while high - step > low {
        if token(high - step) < wanted {
          low = high - step + 1
          break
        }
        high -= step
        step *= 2
      }
    }
    while low < high {
      let middle = (low + high) / 2
      if token(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
