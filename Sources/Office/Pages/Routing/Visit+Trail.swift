import Foundation
import Keyholding
import Storage
import Traffic

/// What the handler of a route learns of what it shows, for the record.
extension Visit {
  func about(_ file: Case) {
    trail?.note { record in
      record.reference = file.number
      record.caseNumber = file.number
      record.offence = file.violation.kind.rawValue
    }
  }

  func about(_ notice: Notice) {
    trail?.note { record in
      record.reference = notice.number
      record.caseNumber = notice.caseNumber
      record.offence = notice.violation.kind.rawValue
    }
  }

  func about(_ warrant: Warrant) { trail?.note { $0.describe(warrant) } }

  func about(detail: String) { trail?.note { $0.detail = detail } }
}
