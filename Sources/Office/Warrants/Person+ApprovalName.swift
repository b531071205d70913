public import Access
import Foundation
public import Keyholding
import Traffic

extension Person {
  /// The name by which warrants, approvals and keyholders' policies know somebody: the ASCII letters and digits of their name in lower case, words
  /// joined by `-` (`nodira-karimova`). Names of which nothing would be left are `p-` and the first eight digits of the person's ID.
  public var approvalName: PersonName {
    let words = name.split(whereSeparator: { $0.isWhitespace || $0 == "-" }).map { word in
      String(word.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }.map(Character.init)).lowercased()
    }
    let joined = words.filter { !$0.isEmpty }.joined(separator: "-")
    return PersonName(rawValue: joined) ?? PersonName(unchecked: "p-" + id.uuidString.prefix(8).lowercased())
  }
}
