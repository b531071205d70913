import Foundation
import Keyholding

/// While a policy names no log there is none that could hold a warrant.
struct UnsetLog: TransparencyProof {
  func check(_ proof: Data, of commitment: Data, since seen: LoggedTree?) throws(Refusal) -> LoggedTree { throw .notLogged }
}
