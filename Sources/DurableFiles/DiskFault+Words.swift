import Foundation
import Glibc

extension DiskFault {
  /// The operating system's own words, such as "No such file or directory".
  package var words: String { String(cString: strerror(code)) }

  /// Whether there is something under the name already.
  package var isOfExistingFile: Bool { code == EEXIST }
}
