import Foundation
import Keyholding
import Traffic

/// One person's word for a warrant, and what it is worth here.
struct ApprovalRow: Sendable {
  let person: String
  /// As people write it; `nil` where nobody told this keyholder.
  let name: String?
  /// Of the key it was given with; `nil` where no key that is known here made it.
  let fingerprint: String?
  let isTrusted: Bool
  /// Made with a key that was proposed and is not trusted.
  let isProposed: Bool
  /// Not made with any key that is known here.
  let isUnknown: Bool

  static func rows(
    of request: WarrantRequest, _ examination: Examination, names: [PersonName: String], proposals: [ProposedKey]
  ) -> [ApprovalRow] {
    zip(request.approvals, examination.approvalKeys).map { approval, trusted in
      let proposed = trusted == nil ? proposals.first { $0.approvalKey.accepts(approval, of: request.warrant) } : nil
      return ApprovalRow(
        person: approval.person.rawValue, name: trusted == nil ? proposed?.name : names[approval.person],
        fingerprint: trusted?.fingerprint ?? proposed?.fingerprint, isTrusted: trusted != nil, isProposed: proposed != nil,
        isUnknown: trusted == nil && proposed == nil)
    }
  }
}
