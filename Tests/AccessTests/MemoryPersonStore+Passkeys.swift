import Access
import Foundation

extension MemoryPersonStore: PasskeyStore, ApprovalStore {
  func passkey(id: Data) -> Passkey? { keys.first { $0.id == id } }
  func passkeys(of person: UUID) -> [Passkey] { keys.filter { $0.person == person } }

  func add(_ passkey: Passkey) throws {
    guard self.passkey(id: passkey.id) == nil else { throw PasskeyFault.alreadyKnown }
    guard passkeys(of: passkey.person).count < Passkey.mostOfOnePerson else { throw PasskeyFault.tooMany }
    keys.append(passkey)
  }

  func enrol(_ passkey: Passkey, link hash: Data, at now: Date) throws -> Person? {
    guard linkOwner(hash: hash, at: now)?.id == passkey.person else { return nil }
    try add(passkey)
    return redeemLink(hash: hash, at: now)
  }

  func noteUse(of passkey: Passkey) -> Bool {
    guard let place = keys.firstIndex(where: { $0.id == passkey.id }), keys[place].canCount(to: passkey.counter) else { return false }
    keys[place] = passkey
    return true
  }

  func rename(passkey id: Data, of person: UUID, to name: String) -> Bool {
    guard let place = keys.firstIndex(where: { $0.id == id && $0.person == person }) else { return false }
    keys[place].name = name
    return true
  }

  func remove(passkey id: Data, of person: UUID, at now: Date) -> Bool {
    guard let place = keys.firstIndex(where: { $0.id == id && $0.person == person }) else { return false }
    keys.remove(at: place)
    return true
  }

  func keep(_ approval: Approval, use passkey: Passkey) -> Bool {
    guard noteUse(of: passkey) else { return false }
    approved.append(approval)
    return true
  }

  func approval(_ id: UUID) -> Approval? { approved.first { $0.id == id } }
  func approvals(limit: Int) -> [Approval] { Array(approved.reversed().prefix(limit)) }
}

extension MemoryPersonStore: RecoveryStore {
  func recovery(of person: UUID) -> RecoveryMeans? { means[person] }
  func save(_ means: RecoveryMeans) { self.means[means.person] = means }

  func changeRecovery(of person: UUID, _ change: @Sendable (inout RecoveryMeans) -> Bool) -> Bool? {
    guard var changed = means[person] else { return nil }
    defer { means[person] = changed }
    return change(&changed)
  }

  func removeRecovery(of person: UUID, at now: Date) -> Bool { means.removeValue(forKey: person) != nil }
}
