import Access
import Foundation
import Hummingbird

/// The step between a form and what it does: its person is asked, confirms with a passkey, and only then is it acted on.
struct ApprovalStep: Sendable {
  let demand: ApprovalDemand
  /// With the body in it still.
  let visit: Visit
  let posted: PostedFields

  init(_ demand: ApprovalDemand, _ visit: Visit) async throws {
    self.demand = demand
    (posted, self.visit) = try await PostedFields.read(visit)
  }

  /// Answers a form that asks what is to be confirmed. Nothing is done.
  func question() async throws -> Response {
    guard let (act, words) = try await act() else { return try Response(json: ApprovalQuestion.none) }
    let options: RequestOptions
    do {
      options = try await visit.office.parts.frontDoor.approvalOptions(for: act, by: act.person, now: visit.now)
    } catch let fault as AccessFault {
      throw PageFault.notConfirmed(fault.description)
    }
    return try Response(json: ApprovalQuestion(words: words, options: options))
  }

  /// Holds the confirmation that came with the form against what the form would do; the record of the act then names it.
  /// - Throws: ``PageFault/notConfirmed(_:)`` for one that is missing, another act's, another person's, used or forged.
  /// - Returns: The approval; `nil` where nothing has to be confirmed.
  func approval() async throws -> Approval? {
    guard let (wanted, _) = try await act() else { return nil }
    guard let text = posted.approval else { throw PageFault.notConfirmed(Self.missing) }
    do {
      let answer = try AssertionAnswer(json: Data(text.utf8))
      // The store marks the trail of the act with it.
      return try await visit.office.parts.frontDoor.approve(wanted, by: wanted.person, answer: answer, now: visit.now)
    } catch PasskeyFault.wrongChallenge {
      throw PageFault.notConfirmed(Self.other)
    } catch let fault as PasskeyFault {
      throw PageFault.notConfirmed(fault.description)
    }
  }

  private static let missing = "This has to be confirmed with your passkey. Open the page again and send the form from there."
  private static let other = """
    What was confirmed is not what was sent, was sent already, or is older than five minutes. Nothing was done; open the page again and look at it once more.
    """

  /// What the form would do; `nil` where nothing has to be confirmed.
  private func act() async throws -> (Act, words: String)? {
    guard let words = try await demand.words(visit, posted.fields) else { return nil }
    let person = try visit.person
    if try await !isPossible(for: person) { return nil }
    var terms = try posted.terms(withholding: demand.withheld)
    terms[PostedFields.wordsField] = words
    let subject = visit.context.parameters.get("id") ?? visit.request.uri.path
    return (Act(demand.verb, of: subject, terms: terms, by: person.id, at: visit.now), words)
  }

  /// Where links let in by themselves, which is on one machine only, people without a passkey work too.
  private func isPossible(for person: Person) async throws -> Bool {
    guard visit.office.parts.frontDoor.links == .enter else { return true }
    return try await !visit.office.parts.frontDoor.passkeys(of: person.id).isEmpty
  }
}
