/// The templates that pages are rendered with; each must be there at start.
enum PageTemplate: String, Sendable, CaseIterable {
  case signIn = "sign-in"
  case requests, request, policy, days, log, error
}
